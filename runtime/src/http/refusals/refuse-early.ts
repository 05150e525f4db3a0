import type { IncomingHttpHeaders } from 'node:http';
import { findKnownKey } from '../../flow/auth/key-places.ts';
import type { FlowDeps } from '../../flow/context.ts';
import { bearerOf } from '../bearer.ts';
import { requestIdOf } from '../middleware/request-context.ts';
import { API_POLICY, headersOutsideApp } from '../middleware/security-headers.ts';
import { toProblemParts } from '../problem.ts';
import type { Quotas } from '../quotas.ts';
import type { RequestListener } from '../request-listener.ts';
import type { Holder } from './create-holder.ts';

/** The quotas that the app counts with, and what holds answers back. */
export type RefuseEarlyOptions = { quotas: Quotas; hold: Holder };

const ROUTE = '/v1/*';

/**
 * Refuses what is above the quota of a key that the hub found before: without the app, and without a question to the
 * database, which cost ten times what the answer costs. The answer is held back; what it says of the quota is as of the
 * arrival, so that nobody is told to come too early. All else is left to the app, which counts.
 */
export function createEarlyRefusals(deps: FlowDeps, { quotas, hold }: RefuseEarlyOptions): RequestListener {
  const { publicBaseUrl, clock, ids, log } = deps;
  const always = {
    ...headersOutsideApp(publicBaseUrl),
    'content-security-policy': API_POLICY,
    'cache-control': 'no-store',
  };
  return (incoming, outgoing, isStopping) => {
    if (isStopping || incoming.url?.startsWith('/v1/') !== true) return false;
    const key = bearerOf(incoming.headers.authorization);
    const place = key === undefined ? undefined : findKnownKey(deps, key);
    if (place === undefined) return false;
    const { headers, refusal } = quotas.look(place, clock.now().getTime());
    if (refusal === undefined) return false;
    const requestId = requestIdOf(incoming.headers['x-request-id'], ids);
    const startedAt = performance.now();
    hold(place.organizationId, outgoing, () => {
      const problem = toProblemParts(refusal, { requestId, publicBaseUrl });
      outgoing.writeHead(problem.status, {
        ...always,
        ...headers,
        ...problem.headers,
        'x-request-id': requestId,
        'content-length': Buffer.byteLength(problem.body),
        // A body is not read, so that the connection is of no further use.
        ...(hasBody(incoming.headers) ? { connection: 'close' } : {}),
      });
      outgoing.end(problem.body);
      const durationMs = Math.round(performance.now() - startedAt);
      const { method } = incoming;
      log.info(
        { requestId, method, route: ROUTE, status: problem.status, code: refusal.code, durationMs },
        'request',
      );
    });
    return true;
  };
}

/** RFC 9112 section 6.3: a request without either field has no body. */
const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
