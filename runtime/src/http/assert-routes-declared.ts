import type { OpenAPIHono } from '@hono/zod-openapi';
import { assert } from '../core/assert.ts';
import { findRouteRule, ROUTE_RULES } from './route-rules.ts';

/** Fails start-up when a mounted route has no rule, or a rule no route: what nobody decided on is not served. */
export function assertRoutesDeclared(app: OpenAPIHono): void {
  const mounted = new Set<string>();
  for (const { method, path } of app.routes) {
    if (method === 'ALL') continue;
    assert(findRouteRule(method, path) !== undefined, `${method} ${path} has no rule in route-rules.ts`);
    mounted.add(`${method} ${path}`);
  }
  for (const name of Object.keys(ROUTE_RULES)) assert(mounted.has(name), `${name} has a rule and no route`);
}
