import type { MiddlewareHandler } from 'hono';
import type { ConsoleEnv } from '../console-env.ts';

/** Nothing inline and nothing from elsewhere (CSP Level 3): a hostile name that got into a page could still do nothing. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "script-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const HSTS_MAX_AGE_SECONDS = 31_536_000;

/** Sets the security headers of every answer of the console; HSTS only where the hub is reached by https. */
export function pageHeaders(publicBaseUrl: string): MiddlewareHandler<ConsoleEnv> {
  const isSecure = publicBaseUrl.startsWith('https:');
  return async (c, next) => {
    c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    c.header('X-Content-Type-Options', 'nosniff');
    // Not `no-referrer`: under it a browser sends `Origin: null` with our own forms (Fetch, "append a request Origin header").
    c.header('Referrer-Policy', 'same-origin');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    c.header('Cross-Origin-Resource-Policy', 'same-origin');
    if (isSecure) c.header('Strict-Transport-Security', `max-age=${HSTS_MAX_AGE_SECONDS}`);
    c.header('Cache-Control', 'no-store');
    await next();
  };
}
