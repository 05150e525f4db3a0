import { AppError } from '../../core/app-error.ts';

/** Returns the error of every reason why the embedded Postgres cannot be used; `detail` says what to do about it. */
export function refuse(detail: string, cause?: unknown): AppError {
  return new AppError('database.unavailable', { detail, cause });
}

/** Returns the system's error code such as `EACCES`, or undefined when the value is no system error. */
export function readErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
