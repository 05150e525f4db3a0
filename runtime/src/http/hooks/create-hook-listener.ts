import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../core/app-error.ts';
import type { Log } from '../../flow/context.ts';
import type { Ids } from '../../flow/ports.ts';
import { bodyOfIncoming } from '../body-source.ts';
import { logFailure } from '../log-failure.ts';
import { requestIdOf } from '../middleware/request-context.ts';
import { headersOutsideApp } from '../middleware/security-headers.ts';
import { toProblemParts } from '../problem.ts';
import type { PublicServices } from '../public-services.ts';
import { createHolder } from '../refusals/create-holder.ts';
import type { RequestListener } from '../request-listener.ts';
import { answerHook } from './answer-hook.ts';

const HOOK_TARGET = /^\/hooks\/([A-Za-z0-9_-]+)(?:\?|$)/;
const ROUTE = '/hooks/:token';

/**
 * Takes webhooks straight from Node's server. Between it and the app's routes lie a web Request, a Response and eight
 * middlewares, which together cost four times what storing a webhook costs; a webhook needs none of them. Where too much
 * of a connection waits, `hold` holds the answer back.
 */
export function createHookListener(
  services: PublicServices,
  { log, ids }: { log: Log; ids: Ids },
  hold = createHolder(),
): RequestListener {
  const { publicBaseUrl } = services;
  const headers = headersOutsideApp(publicBaseUrl);

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
      const error = logFailure(log, failure, requestId);
      const problem = toProblemParts(error, { requestId, publicBaseUrl });
      if (error.code === 'webhook.queue_full') await new Promise<void>((go) => hold(token, outgoing, go));
      // What is left of the body is not read, so the connection is of no further use.
      outgoing.writeHead(problem.status, {
        ...headers,
        ...problem.headers,
        'x-request-id': requestId,
        'content-length': Buffer.byteLength(problem.body),
        ...(incoming.readableEnded && !isStopping ? {} : { connection: 'close' }),
      });
      outgoing.end(problem.body);
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
