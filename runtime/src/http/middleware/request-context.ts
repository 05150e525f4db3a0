import type { MiddlewareHandler } from 'hono';
import { AppError } from '../../core/app-error.ts';
import type { Log } from '../../flow/context.ts';
import type { Ids } from '../../flow/ports.ts';
import '../context-variables.ts';
import { routeOf } from '../route-of.ts';

const REQUEST_ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

/** The id of a request: the given one when it can be one, else a new one. */
export const requestIdOf = (given: unknown, ids: Ids): string =>
  typeof given === 'string' && REQUEST_ID_PATTERN.test(given) ? given : ids.next('request');

/**
 * Gives every request an id, or takes over a valid `X-Request-Id`, and logs one line at its end. The line names the
 * route's pattern and never its path, since the path of a webhook holds a secret. While the server stops, a request
 * that comes in over an open connection gets `request.shutting_down`.
 */
export function requestContext({ log, ids }: { log: Log; ids: Ids }): MiddlewareHandler {
  return async (c, next) => {
    const requestId = requestIdOf(c.req.header('x-request-id'), ids);
    c.set('requestId', requestId);
    c.header('x-request-id', requestId);
    const startedAt = performance.now();
    if (isStopping(c.env)) {
      c.header('connection', 'close');
      throw new AppError('request.shutting_down');
    }
    await next();
    c.header('x-request-id', requestId);
    const durationMs = Math.round(performance.now() - startedAt);
    log.info(
      { requestId, method: c.req.method, route: routeOf(c), status: c.res.status, durationMs },
      'request',
    );
  };
}

function isStopping(env: unknown): boolean {
  return typeof env === 'object' && env !== null && 'isStopping' in env && env.isStopping === true;
}
