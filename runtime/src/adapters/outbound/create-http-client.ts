import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { checkTargetUrl } from './check-target-url.ts';
import { createGuardedLookup, type ResolveHost, resolveHost } from './guarded-lookup.ts';
import { sendHttp } from './send-http.ts';

/** Bounds of a guarded HTTP client. `openedOrigins` lists the only origins that may be plain http or private. */
export type HttpClientOptions = {
  openedOrigins: readonly string[];
  /** Name resolution, TCP and TLS together. Default 5,000. */
  connectTimeoutMs?: number;
  /** From the socket to the last byte of the answer. Default 20,000. */
  totalTimeoutMs?: number;
  /** Counted after decoding. Default 8 MiB. */
  responseMaxBytes?: number;
  /** Sockets to one host, which is also the number of calls at once. Default 10. */
  connectionsMax?: number;
  resolve?: ResolveHost;
};

/** One HTTP call, as bytes. */
export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  /** Whether the other side takes a repetition for what it is: then a write may be sent again on a fresh socket. */
  isRepeatable?: true;
};

/** An answer of any status, header names in lower case; redirects are answers too and never followed. */
export type HttpResponse = { status: number; headers: Record<string, string>; body: Uint8Array };

/**
 * Calls public https addresses and opened origins, and nothing else.
 * `send` raises outbound.address_refused, target.unavailable, target.timeout or target.garbage.
 */
export type HttpClient = { send(request: HttpRequest): Promise<HttpResponse>; close(): void };

/** Makes a client with its own keep-alive sockets; `close` drops them. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const limits = {
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    totalTimeoutMs: options.totalTimeoutMs ?? 20_000,
    responseMaxBytes: options.responseMaxBytes ?? 8 * 1024 * 1024,
  };
  const agentOptions = { keepAlive: true, maxSockets: options.connectionsMax ?? 10, maxFreeSockets: 4 };
  const plainAgent = new HttpAgent(agentOptions);
  const tlsAgent = new HttpsAgent(agentOptions);
  const guardedLookup = createGuardedLookup(options.resolve ?? resolveHost);
  return {
    async send(request) {
      const url = checkTargetUrl(request.url, options.openedOrigins);
      const isOpened = options.openedOrigins.includes(url.origin);
      return sendHttp(request, {
        url,
        agent: url.protocol === 'https:' ? tlsAgent : plainAgent,
        ...(isOpened ? {} : { lookup: guardedLookup }),
        ...limits,
      });
    },
    close() {
      plainAgent.destroy();
      tlsAgent.destroy();
    },
  };
}
