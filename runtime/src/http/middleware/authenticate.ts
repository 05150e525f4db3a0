import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '../../core/app-error.ts';
import { resolveApiKey } from '../../flow/auth/resolve-api-key.ts';
import { authorise, type FlowDeps } from '../../flow/context.ts';
import { bearerOf } from '../bearer.ts';
import { clientAddress } from '../client-address.ts';
import type { HttpLimits } from '../limits.ts';
import { networkOf } from '../network-of.ts';
import { createRateWindow } from '../rate-window.ts';
import { answeringRoute } from '../route-of.ts';
import { findRouteRule } from '../route-rules.ts';
import '../context-variables.ts';

/** The bounds, and the header in which a proxy names the address that it speaks for. */
export type AuthenticateOptions = { limits: HttpLimits; addressHeader: string | undefined };

/**
 * Reads the key of a request under /v1 and refuses it without the permission that its route declares. A route without
 * a rule is refused to everybody. Keys that are not known are counted per network before they are looked up, so that
 * guessing costs the database nothing; a key in use is never held up by that. Throws `auth.missing`, `auth.invalid`,
 * `auth.scope_missing` or `request.rate_limited`.
 */
export function authenticate(deps: FlowDeps, options: AuthenticateOptions): MiddlewareHandler {
  const { limits } = options;
  const guesses = createRateWindow({ requestsMax: limits.unknownKeysMax, windowMs: limits.requestsWindowMs });
  const allowLookup = (c: Context): void => {
    const network = networkOf(clientAddress(c, options.addressHeader));
    const standing = guesses.take(network, deps.clock.now().getTime());
    if (standing.isAllowed) return;
    const detail = 'Too many keys from this network that the hub does not know.';
    throw new AppError('request.rate_limited', { detail, retryAfterMs: standing.resetMs });
  };
  return async (c, next) => {
    const route = answeringRoute(c);
    // Nothing is mounted here: the answer is 404 or 405, with or without a key.
    if (route === undefined) return next();
    const rule = findRouteRule(route.method, route.path);
    if (rule === undefined) throw new AppError('request.not_found');
    c.set('rule', rule);
    if (rule.access === 'public') return next();
    const key = readBearer(c.req.header('authorization'));
    const requestId = c.get('requestId');
    const { ctx, keyId } = await resolveApiKey(deps, { key, requestId, allowLookup: () => allowLookup(c) });
    if (rule.access !== 'any') authorise(ctx, rule.access);
    c.set('ctx', ctx);
    c.set('keyId', keyId);
    return next();
  };
}

function readBearer(header: string | undefined): string {
  if (header === undefined || header.trim() === '') throw new AppError('auth.missing');
  const token = bearerOf(header);
  if (token === undefined)
    throw new AppError('auth.invalid', { detail: 'Send "Authorization: Bearer <key>".' });
  return token;
}
