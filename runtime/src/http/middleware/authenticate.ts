import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { AppError } from '../../core/app-error.ts';
import { resolveApiKey } from '../../flow/auth/resolve-api-key.ts';
import { authorise, type FlowDeps } from '../../flow/context.ts';
import { findRouteRule } from '../route-rules.ts';
import '../context-variables.ts';

/**
 * Reads the key of a request under /v1 and refuses it without the permission that its route declares. A route without
 * a rule is refused to everybody. Throws `auth.missing`, `auth.invalid` or `auth.scope_missing`.
 */
export function authenticate(deps: FlowDeps): MiddlewareHandler {
  return async (c, next) => {
    const route = matchedRoutes(c).findLast((matched) => matched.method !== 'ALL');
    // Nothing is mounted here: the answer is 404 or 405, with or without a key.
    if (route === undefined) return next();
    const rule = findRouteRule(route.method, route.path);
    if (rule === undefined) throw new AppError('request.not_found');
    c.set('rule', rule);
    if (rule.access === 'public') return next();
    const key = readBearer(c.req.header('authorization'));
    const { ctx, keyId } = await resolveApiKey(deps, { key, requestId: c.get('requestId') });
    if (rule.access !== 'any') authorise(ctx, rule.access);
    c.set('ctx', ctx);
    c.set('keyId', keyId);
    return next();
  };
}

/** RFC 6750 section 2.1; the scheme's case does not count (RFC 9110 section 11.1). */
function readBearer(header: string | undefined): string {
  if (header === undefined || header.trim() === '') throw new AppError('auth.missing');
  const token = /^bearer +(\S+) *$/i.exec(header)?.[1];
  if (token === undefined)
    throw new AppError('auth.invalid', { detail: 'Send "Authorization: Bearer <key>".' });
  return token;
}
