import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../core/app-error.ts';
import type { Log } from '../../flow/context.ts';
import type { Ids } from '../../flow/ports.ts';
import { bodyOfIncoming } from '../body-source.ts';
import { logFailure } from '../log-failure.ts';
import { requestIdOf } from '../middleware/request-context.ts';
import { HSTS } from '../middleware/security-headers.ts';
import { toProblem } from '../problem.ts';
import type { PublicServices } from '../public-services.ts';
import { answerHook } from './answer-hook.ts';

/** Answers a request at the webhook endpoint and says so; anything else is left to the app. */
export type HookListener = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  isStopping: boolean,
) => boolean;

const HOOK_TARGET = /^\/hooks\/([A-Za-z0-9_-]+)(?:\?|$)/;
const ROUTE = '/hooks/:token';

/** What securityHeaders gives to an answer that is no page; HSTS where the hub is reached by https. */
const headersFor = (publicBaseUrl: string): Record<string, string> => ({
  ...(publicBaseUrl.startsWith('https:') ? { 'strict-transport-security': HSTS } : {}),
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
});

/**
 * Takes webhooks straight from Node's server. Between it and the app's routes lie a web Request, a Response and eight
 * middlewares, which together cost four times what storing a webhook costs; a webhook needs none of them.
 */
export function createHookListener(
  services: PublicServices,
  { log, ids }: { log: Log; ids: Ids },
): HookListener {
  const headers = headersFor(services.publicBaseUrl);

  async function answer(
    token: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    isStopping: boolean,
  ): Promise<void> {
    const requestId = requestIdOf(incoming.headers['x-request-id'], ids);
    const startedAt = performance.now();
    try {
      if (isStopping) throw new AppError('request.shutting_down');
      await answerHook(services, {
        token,
        method: 'POST',
        target: incoming.url ?? '',
        headers: incoming.headers as Record<string, string>,
        body: bodyOfIncoming(incoming),
      });
      // Xero takes nothing but a 200 without body and cookies.
      outgoing.writeHead(200, { ...headers, 'x-request-id': requestId, 'content-length': 0 }).end();
    } catch (failure) {
      const problem = toProblem(logFailure(log, failure, requestId), {
        requestId,
        publicBaseUrl: services.publicBaseUrl,
      });
      const body = Buffer.from(await problem.arrayBuffer());
      // What is left of the body is not read, so the connection is of no further use.
      outgoing.writeHead(problem.status, {
        ...headers,
        ...Object.fromEntries(problem.headers),
        'x-request-id': requestId,
        'content-length': body.length,
        ...(incoming.readableEnded && !isStopping ? {} : { connection: 'close' }),
      });
      outgoing.end(body);
    }
    const durationMs = Math.round(performance.now() - startedAt);
    log.info({ requestId, method: 'POST', route: ROUTE, status: outgoing.statusCode, durationMs }, 'request');
  }

  return (incoming, outgoing, isStopping) => {
    const token = incoming.method === 'POST' ? HOOK_TARGET.exec(incoming.url ?? '')?.[1] : undefined;
    if (token === undefined) return false;
    void answer(token, incoming, outgoing, isStopping);
    return true;
  };
}
