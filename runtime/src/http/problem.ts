import type { AppError, ErrorDetail } from '../core/app-error.ts';
import { ERROR_CODES } from '../core/error-codes.ts';
import { PROBLEM_MEDIA_TYPE } from './schemas/problem.ts';

/** Where a problem happened: the request, and the base of the links to the pages of the codes. */
export type ProblemPlace = { requestId: string; publicBaseUrl: string };

const RETRY_AFTER_DEFAULT_MS = 2_000;
const STATUSES_WITH_RETRY_AFTER: readonly number[] = [409, 429, 503];

/** A problem document as it goes out. */
export type ProblemParts = { status: number; headers: Record<string, string>; body: string };

/** Makes the answer for an error, as `toProblemParts` says. */
export function toProblem(error: AppError, place: ProblemPlace, status?: number): Response {
  const { body, ...rest } = toProblemParts(error, place, status);
  return new Response(body, rest);
}

/**
 * Makes what an error is answered with: a problem document by RFC 9457. The only place that makes an error body.
 * A 500 has no detail and no errors, since what went wrong inside is nobody else's business.
 * `status` replaces the code's own where HTTP asks for another one, as for a wrong method.
 */
export function toProblemParts(error: AppError, place: ProblemPlace, status?: number): ProblemParts {
  const registered = ERROR_CODES[error.code];
  const answered = status ?? registered.status;
  const isOurs = answered === 500;
  const body: { [member: string]: string | number | ErrorDetail[] } = {
    type: `${place.publicBaseUrl}/docs/errors/${error.code}`,
    title: registered.title,
    status: answered,
    ...(isOurs ? {} : { detail: error.detail }),
    instance: `urn:request:${place.requestId}`,
    code: error.code,
    errors: isOurs ? [] : error.errors.map(({ pointer, code, detail }) => ({ pointer, code, detail })),
  };
  const headers: Record<string, string> = { 'content-type': PROBLEM_MEDIA_TYPE };
  if (STATUSES_WITH_RETRY_AFTER.includes(answered) && error.retry === 'later') {
    headers['retry-after'] = String(Math.ceil((error.retryAfterMs ?? RETRY_AFTER_DEFAULT_MS) / 1000));
  }
  // RFC 9110 section 11.6.1: a 401 names the scheme that would be accepted.
  if (error.code.startsWith('auth.') && answered === 401) headers['www-authenticate'] = 'Bearer';
  return { status: answered, headers, body: JSON.stringify(body) };
}
