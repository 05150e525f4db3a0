import type { ErrorCode } from '../../../core/error-codes.ts';
import type { ClassifiedError, ClassifyError } from '../../outbound/create-transport.ts';
import { XeroError } from './api-types.ts';
import { validationTexts } from './validation-texts.ts';

const CODE_BY_STATUS: Record<number, ErrorCode> = {
  401: 'target.unauthorized',
  403: 'target.forbidden',
  404: 'record.not_found',
  408: 'target.timeout',
  409: 'target.conflict',
  429: 'target.rate_limited',
};

/**
 * How long to wait when a 429 names no Retry-After, by X-Rate-Limit-Problem (Xero, OAuth 2.0 API limits): the minute's
 * window, a guess at a call in flight, and a guess at a day whose end Xero does not tell.
 */
const WAIT_BY_PROBLEM_MS: ReadonlyMap<string, number> = new Map([
  ['minute', 60_000],
  ['appminute', 60_000],
  ['concurrent', 1_000],
  ['day', 3_600_000],
]);

/** Reads Xero's status, headers and error body into our code. Validation texts are shown: they say what to mend. */
export const classifyXeroError: ClassifyError = (status, body, headers): ClassifiedError => {
  const code = CODE_BY_STATUS[status] ?? (status >= 500 ? 'target.unavailable' : 'target.refused');
  if (code === 'target.rate_limited') return rateLimited(headers);
  const error = XeroError.safeParse(body).data;
  const texts = validationTexts((error?.Elements ?? []).flatMap((element) => element.ValidationErrors ?? []));
  const summary = texts.length > 0 ? texts : validationTexts([{ Message: reasonOf(error) }]);
  return { code, detail: [`Xero answered ${status}.`, ...summary].join(' ') };
};

function reasonOf(error: { Title?: unknown; Message?: unknown } | undefined): string {
  const reason = error?.Message ?? error?.Title;
  return typeof reason === 'string' ? reason : '';
}

function rateLimited(headers: Record<string, string>): ClassifiedError {
  const problem = headers['x-rate-limit-problem']?.toLowerCase() ?? '';
  const waitMs = WAIT_BY_PROBLEM_MS.get(problem);
  const detail = `Xero answered 429${waitMs === undefined ? '' : ` (limit: ${problem})`}.`;
  const isTold = headers['retry-after'] !== undefined;
  return {
    code: 'target.rate_limited',
    detail,
    ...(isTold || waitMs === undefined ? {} : { retryAfterMs: waitMs }),
  };
}
