import { AppError } from '../../core/app-error.ts';

/** Node's codes of a connection that never came about, so that nothing can have been committed. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'EPROTO',
]);

/**
 * Turns a failure below HTTP into our code: target.unavailable when the call cannot have arrived, target.garbage
 * when the answer broke off or is undecodable, target.timeout when there is no answer and the outcome is unknown.
 */
export function classifyNetworkError(error: unknown, hasAnswer: boolean): AppError {
  if (error instanceof AppError) return error;
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'none';
  if (NOT_CONNECTED.has(code)) {
    return new AppError('target.unavailable', {
      cause: error,
      context: { networkCode: code, outcome: 'not_sent' },
    });
  }
  const detail = hasAnswer
    ? 'The answer broke off or cannot be decoded.'
    : 'The connection closed without an answer.';
  return new AppError(hasAnswer ? 'target.garbage' : 'target.timeout', {
    detail,
    cause: error,
    context: { networkCode: code, outcome: 'unknown' },
  });
}
