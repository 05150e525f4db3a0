import { once } from 'node:events';
import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createContractBackend } from './create-contract-backend.ts';
import type { DoubleOptions, DoubleResponse, RequestLogEntry, RunningDouble } from './double-types.ts';
import { createFaults } from './faults.ts';
import { parseDoubleBody } from './parse-double-body.ts';
import { sendDoubleResponse } from './send-double-response.ts';
import { sendFault } from './send-fault.ts';

const BODY_MAX_BYTES = 4 * 1024 * 1024;
const REQUESTS_KEPT_MAX = 10_000;

/**
 * Runs a vendor double on 127.0.0.1: contract, handlers, request log and fault script.
 * Raises when an operation has no handler or the port is taken.
 */
export async function startDouble(options: DoubleOptions): Promise<RunningDouble> {
  const faults = options.faults ?? createFaults();
  const nowMs = options.nowMs ?? Date.now;
  const requests: RequestLogEntry[] = [];
  const contractViolations: string[] = [];
  const backend = await createContractBackend(options, { contractViolations });

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(bodyLimit({ maxSize: BODY_MAX_BYTES }));
  app.all('*', async (c) => {
    const { method } = c.req;
    const { pathname: path, search } = new URL(c.req.url);
    const headers = c.req.header();
    requests.push({ method, path, at: nowMs() });
    if (requests.length > REQUESTS_KEPT_MAX) requests.shift();
    const body = parseDoubleBody(await c.req.text(), headers['content-type']);
    const handle = async (): Promise<DoubleResponse> => {
      const early = options.before?.({ method, path, headers });
      if (early !== undefined) return early;
      const handled: DoubleResponse = await backend.handleRequest({
        method,
        path,
        headers,
        query: search,
        body,
      });
      return { ...handled, headers: { ...options.headers?.(), ...handled.headers } };
    };
    const fault = faults.take(method, path);
    if (fault !== undefined) return sendFault(fault, { env: c.env, faults, errors: options.errors, handle });
    return sendDoubleResponse(await handle(), headers['accept-encoding']);
  });

  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    requests,
    faults,
    contractViolations,
    async stop() {
      faults.release();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
