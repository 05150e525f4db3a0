import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { RequestListener } from './request-listener.ts';

/** A listening server. */
export type ServedApp = {
  url: string;
  port: number;
  /** Stops accepting, finishes what is in flight within the bound, then cuts what is left. */
  close(timeoutMs: number): Promise<void>;
};

/** How long a request may take to arrive. */
export type ArrivalBounds = {
  headersTimeoutMs: number;
  requestTimeoutMs: number;
  /** How often slow connections are looked for: a bound is held to within this. */
  checkEveryMs: number;
};

const ARRIVAL: ArrivalBounds = {
  headersTimeoutMs: 10_000,
  // The app ends a slow body after 30 s with a problem document; this cuts what gets past it.
  requestTimeoutMs: 45_000,
  // Node itself looks every 30 s, which would triple the bounds above.
  checkEveryMs: 1_000,
};
const KEEP_ALIVE_TIMEOUT_MS = 5_000;
const HEADERS_MAX_BYTES = 16 * 1024;
const IDLE_CHECK_EVERY_MS = 50;

/** Serves the app over HTTP. Port 0 takes a free one. Rejects when the address cannot be listened on. */
export async function serveApp(options: {
  app: OpenAPIHono;
  /** Come before the app for what they take: what is refused early, then webhooks. */
  refusals?: RequestListener;
  hooks?: RequestListener;
  host: string;
  port: number;
  arrival?: ArrivalBounds;
}): Promise<ServedApp> {
  const { headersTimeoutMs, requestTimeoutMs, checkEveryMs } = options.arrival ?? ARRIVAL;
  let isStopping = false;
  const listener = getRequestListener((request, env) => options.app.fetch(request, { ...env, isStopping }));
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
      maxHeaderSize: HEADERS_MAX_BYTES,
      connectionsCheckingInterval: checkEveryMs,
    },
    (incoming, outgoing) => {
      for (const take of [options.refusals, options.hooks]) {
        if (take?.(incoming, outgoing, isStopping) === true) return;
      }
      void listener(incoming, outgoing);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve());
  });
  const { port } = addressOf(server.address());
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    port,
    close(timeoutMs) {
      isStopping = true;
      return closeWithin(server, timeoutMs);
    },
  };
}

async function closeWithin(server: Server, timeoutMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that was busy at the first look becomes idle later and would be kept alive.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_EVERY_MS);
  const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (typeof address === 'object' && address !== null) return address;
  throw new Error('assertion: a TCP server has an address');
}
