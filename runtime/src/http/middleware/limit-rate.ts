import type { MiddlewareHandler } from 'hono';
import { AppError } from '../../core/app-error.ts';
import type { Clock } from '../../flow/ports.ts';
import type { HttpLimits } from '../limits.ts';
import { createRateWindow } from '../rate-window.ts';
import '../context-variables.ts';

/**
 * Counts requests per key and tells the caller what is left, in the fields of draft-ietf-httpapi-ratelimit-headers.
 * Throws `request.rate_limited` above the quota. Must come after the key was read.
 */
export function limitRate(clock: Clock, limits: HttpLimits): MiddlewareHandler {
  const window = createRateWindow({ requestsMax: limits.requestsMax, windowMs: limits.requestsWindowMs });
  const policy = `"default";q=${limits.requestsMax};w=${Math.ceil(limits.requestsWindowMs / 1000)}`;
  return async (c, next) => {
    // Without a key no route was found, or it is public.
    if (c.get('ctx') === undefined) return next();
    const standing = window.take(c.get('keyId'), clock.now().getTime());
    const tell = (): void => {
      c.header('ratelimit-policy', policy);
      c.header('ratelimit', `"default";r=${standing.left};t=${Math.ceil(standing.resetMs / 1000)}`);
    };
    tell();
    if (!standing.isAllowed) throw new AppError('request.rate_limited', { retryAfterMs: standing.resetMs });
    await next();
    // Again, since an answer that is not made from the context does not take over what was set before it.
    tell();
    return undefined;
  };
}
