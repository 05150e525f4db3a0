import type { AppError } from '../core/app-error.ts';
import { describeCause } from '../core/describe-cause.ts';
import type { Log } from '../flow/context.ts';
import { classifyFailure } from './classify-failure.ts';

/** The registered error of whatever a request threw, after it was logged: as an error when we are to blame. */
export function logFailure(log: Log, failure: unknown, requestId: string): AppError {
  const error = classifyFailure(failure);
  const fields = { requestId, code: error.code, context: error.context, err: describeCause(error.cause) };
  if (error.code === 'request.internal' || error.code === 'database.unavailable') log.error(fields, 'failed');
  else log.info(fields, 'refused');
  return error;
}
