import { AppError } from '../../core/app-error.ts';
import type { ErrorCode } from '../../core/error-codes.ts';
import type { AuthAnswer } from './call-better-auth.ts';

const OF_LIBRARY: Record<string, ErrorCode> = {
  ACCOUNT_TEMPORARILY_LOCKED: 'sign_in.locked',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'sign_in.locked',
  INVALID_TWO_FACTOR_COOKIE: 'sign_in.expired',
  INVALID_PASSWORD: 'sign_in.refused',
  INVALID_CODE: 'sign_in.code_wrong',
  INVALID_BACKUP_CODE: 'sign_in.code_wrong',
};

/** The refusal of the library in our codes; `otherwise` is for what it does not tell apart. */
export function toRefusal(answer: AuthAnswer, otherwise: ErrorCode): AppError {
  const known = answer.code === undefined ? undefined : OF_LIBRARY[answer.code];
  if (known !== undefined) return new AppError(known);
  return new AppError(answer.status === 429 ? 'sign_in.rate_limited' : otherwise);
}
