import { HTTPException } from 'hono/http-exception';
import { AppError } from '../core/app-error.ts';

/** PostgreSQL and socket codes that say the database cannot be used now (PostgreSQL manual, appendix A). */
const DATABASE_DOWN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);
const CAUSES_MAX = 5;

/** The registered error of whatever was thrown; what nobody foresaw is `request.internal`. */
export function classifyFailure(failure: unknown): AppError {
  if (failure instanceof AppError) return failure;
  if (failure instanceof HTTPException) {
    if (failure.status === 415) {
      return new AppError('request.invalid', {
        detail: 'The Content-Type is not one that this route takes.',
        errors: [
          { pointer: '/headers/content-type', code: 'request.invalid', detail: 'Send application/json.' },
        ],
      });
    }
    if (failure.status < 500) return new AppError('request.malformed_json');
  }
  if (isDatabaseDown(failure)) return new AppError('database.unavailable', { cause: failure });
  return new AppError('request.internal', { cause: failure });
}

function isDatabaseDown(failure: unknown): boolean {
  let current = failure;
  for (let depth = 0; depth < CAUSES_MAX && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && DATABASE_DOWN.has(current.code)) return true;
    current = current.cause;
  }
  return false;
}
