import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../../flow/ports.ts';
import type { Quotas } from '../quotas.ts';
import '../context-variables.ts';

/**
 * Counts a request against the quotas of its key and of its organization, and tells the caller what is left of both.
 * Throws `request.rate_limited` above either. Must come after the key was read.
 */
export function limitRate(clock: Clock, quotas: Quotas): MiddlewareHandler {
  return async (c, next) => {
    const ctx = c.get('ctx');
    // Without a key no route was found, or it is public.
    if (ctx === undefined) return next();
    const place = { keyId: c.get('keyId'), organizationId: ctx.organizationId };
    const { headers, refusal } = quotas.take(place, clock.now().getTime());
    const tell = (): void => {
      for (const [name, value] of Object.entries(headers)) c.header(name, value);
    };
    tell();
    if (refusal !== undefined) throw refusal;
    await next();
    // Again, since an answer that is not made from the context does not take over what was set before it.
    tell();
    return undefined;
  };
}
