import type { Failure } from './hub-error';

const SLOW = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);
const REASONS: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was closed before an answer came',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be looked up right now',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the network',
  EPIPE: 'the connection was closed while the request was sent',
  ERR_INVALID_URL: 'the Base URL is no address',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
};

/** What a request that got no answer ended in. n8n wraps the library's error, so the code is looked up in depth. */
export function toNetworkFailure(error: unknown, host: string, timeoutMs: number): Failure {
  const code = findCode(error);
  const isSlow = code === undefined ? /time(d )?out/i.test(messageOf(error)) : SLOW.has(code);
  if (isSlow) return { kind: 'slow', timeoutMs };
  const reason = code === undefined ? messageOf(error) : (REASONS[code] ?? code);
  return { kind: 'unreachable', reason: reason || 'no answer came', host };
}

const DEPTH_MAX = 4;

function findCode(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > DEPTH_MAX) return undefined;
  const { code, cause, errorResponse } = error as {
    code?: unknown;
    cause?: unknown;
    errorResponse?: unknown;
  };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  return findCode(cause, depth + 1) ?? findCode(errorResponse, depth + 1) ?? codeInMessages(error);
}

/** Where only texts are left of the library's error, its code is one of their words. */
function codeInMessages(error: object): string | undefined {
  const { message, messages } = error as { message?: unknown; messages?: unknown };
  const texts = [message, ...(Array.isArray(messages) ? messages : [])].filter(
    (text) => typeof text === 'string',
  );
  const known = [...SLOW, ...Object.keys(REASONS)];
  return known.find((code) => texts.some((text) => text.includes(code)));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
