import type { Ctx } from '../flow/context.ts';
import type { RouteRule } from './route-rules.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Set for every request. */
    requestId: string;
    /** Set under /v1 for a route that exists. */
    rule: RouteRule | undefined;
    /** Set under /v1 once the key was read. */
    ctx: Ctx;
    keyId: string;
    /** The decoded body of a route that takes one. */
    bodyBytes: Uint8Array;
  }
}
