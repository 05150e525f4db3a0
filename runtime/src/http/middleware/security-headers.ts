import type { MiddlewareHandler } from 'hono';

/** Nothing may be loaded, run or framed by an answer of the API itself. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * Sets the headers that every answer has (OWASP REST security cheat sheet). A page that set its own content or
 * referrer policy keeps it; what /v1 answers is never kept by a cache.
 */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('x-content-type-options', 'nosniff');
  if (!c.res.headers.has('referrer-policy')) c.header('referrer-policy', 'no-referrer');
  c.header('x-frame-options', 'DENY');
  const isApi = c.req.path.startsWith('/v1/');
  if (!c.res.headers.has('content-security-policy')) {
    c.header('content-security-policy', isApi ? API_POLICY : "frame-ancestors 'none'");
  }
  if (isApi) c.header('cache-control', 'no-store');
};
