import type { MiddlewareHandler } from 'hono';
import { AppError } from '../../core/app-error.ts';
import type { Clock } from '../../flow/ports.ts';
import type { HttpLimits } from '../limits.ts';
import { createRateWindow, type RateStanding } from '../rate-window.ts';
import '../context-variables.ts';

/**
 * Counts requests per key, and those of all keys of an organization, and tells the caller what is left of both, in the
 * fields of draft-ietf-httpapi-ratelimit-headers. Throws `request.rate_limited` above either quota. Must come after the
 * key was read.
 */
export function limitRate(clock: Clock, limits: HttpLimits): MiddlewareHandler {
  const { requestsMax, organizationRequestsMax, requestsWindowMs: windowMs } = limits;
  const ofKeys = createRateWindow({ requestsMax, windowMs });
  const ofOrganizations = createRateWindow({ requestsMax: organizationRequestsMax, windowMs });
  const seconds = Math.ceil(windowMs / 1000);
  const policy = `"default";q=${requestsMax};w=${seconds}, "organization";q=${organizationRequestsMax};w=${seconds}`;
  return async (c, next) => {
    const ctx = c.get('ctx');
    // Without a key no route was found, or it is public.
    if (ctx === undefined) return next();
    const nowMs = clock.now().getTime();
    const ofKey = ofKeys.take(c.get('keyId'), nowMs);
    // What its own quota refuses takes nothing from the others of its organization.
    const ofAll = ofKey.isAllowed
      ? ofOrganizations.take(ctx.organizationId, nowMs)
      : ofOrganizations.look(ctx.organizationId, nowMs);
    const tell = (): void => {
      c.header('ratelimit-policy', policy);
      c.header('ratelimit', `${toItem('default', ofKey)}, ${toItem('organization', ofAll)}`);
    };
    tell();
    if (!ofKey.isAllowed) throw new AppError('request.rate_limited', { retryAfterMs: ofKey.resetMs });
    if (!ofAll.isAllowed) {
      const detail = 'The keys of this organization made too many requests together.';
      throw new AppError('request.rate_limited', { detail, retryAfterMs: ofAll.resetMs });
    }
    await next();
    // Again, since an answer that is not made from the context does not take over what was set before it.
    tell();
    return undefined;
  };
}

const toItem = (name: string, { left, resetMs }: RateStanding): string =>
  `"${name}";r=${left};t=${Math.ceil(resetMs / 1000)}`;
