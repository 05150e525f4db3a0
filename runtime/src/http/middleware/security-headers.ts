import type { MiddlewareHandler } from 'hono';

/** Nothing may be loaded, run or framed by an answer of the API itself. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** A year; browsers take it over https only (RFC 6797 section 7.2). */
const HSTS = 'max-age=31536000';

/** What securityHeaders gives to an answer that is no page, for those that are made outside of the app. */
export const headersOutsideApp = (publicBaseUrl: string): Record<string, string> => ({
  ...(publicBaseUrl.startsWith('https:') ? { 'strict-transport-security': HSTS } : {}),
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
});

/**
 * Sets the headers that every answer has (OWASP REST security cheat sheet). A page that set its own content or
 * referrer policy keeps it; what /v1 answers is never kept by a cache.
 */
export function securityHeaders(publicBaseUrl: string): MiddlewareHandler {
  const isSecure = publicBaseUrl.startsWith('https:');
  return async (c, next) => {
    await next();
    if (isSecure) c.header('strict-transport-security', HSTS);
    c.header('x-content-type-options', 'nosniff');
    if (!c.res.headers.has('referrer-policy')) c.header('referrer-policy', 'no-referrer');
    c.header('x-frame-options', 'DENY');
    const isApi = c.req.path.startsWith('/v1/');
    if (!c.res.headers.has('content-security-policy')) {
      c.header('content-security-policy', isApi ? API_POLICY : "frame-ancestors 'none'");
    }
    if (isApi) c.header('cache-control', 'no-store');
  };
}
