import {
  type Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { AppError } from '../../core/app-error.ts';
import { classifyNetworkError } from './classify-network-error.ts';
import type { HttpRequest, HttpResponse } from './create-http-client.ts';
import { readBody } from './read-body.ts';

type SendOptions = {
  url: URL;
  agent: HttpAgent;
  lookup?: LookupFunction;
  connectTimeoutMs: number;
  totalTimeoutMs: number;
  responseMaxBytes: number;
};

/**
 * Sends one request to an address that was checked and reads the whole answer within the bounds.
 * Raises outbound.address_refused, target.unavailable, target.timeout or target.garbage; neither holds bodies.
 */
export async function sendHttp(request: HttpRequest, options: SendOptions): Promise<HttpResponse> {
  try {
    return await sendOnce(request, options);
  } catch (error) {
    // A kept-alive socket may have been closed by the other side just before we used it. Only a read may be
    // repeated, or what is marked so: a write could have been committed before the socket went.
    const mayRepeat = request.method === 'GET' || request.isRepeatable === true;
    if (error instanceof StaleSocketError && mayRepeat) return sendOnce(request, options).catch(unwrap);
    return unwrap(error);
  }
}

class StaleSocketError extends Error {
  readonly failure: AppError;
  constructor(failure: AppError) {
    super(failure.message);
    this.failure = failure;
  }
}

function unwrap(error: unknown): never {
  throw error instanceof StaleSocketError ? error.failure : error;
}

async function sendOnce(request: HttpRequest, options: SendOptions): Promise<HttpResponse> {
  const send = options.url.protocol === 'https:' ? httpsRequest : httpRequest;
  const call = send(options.url, {
    method: request.method,
    agent: options.agent,
    headers: { 'accept-encoding': 'gzip', ...request.headers, ...lengthOf(request.body) },
    ...(options.lookup === undefined ? {} : { lookup: options.lookup }),
  });
  let timeout: AppError | undefined;
  let hasAnswer = false;
  const timers: NodeJS.Timeout[] = [];
  const expire = (afterMs: number, outcome: 'not_sent' | 'unknown'): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      timeout = new AppError('target.timeout', { context: { outcome, afterMs } });
      call.destroy(timeout);
    }, afterMs);
    timers.push(timer);
    return timer;
  };
  // The clock starts with the socket, so that waiting for a free one does not count as the vendor's slowness.
  call.once('socket', (socket) => {
    expire(options.totalTimeoutMs, 'unknown');
    if (!socket.connecting) return;
    const connectTimer = expire(options.connectTimeoutMs, 'not_sent');
    socket.once(options.url.protocol === 'https:' ? 'secureConnect' : 'connect', () =>
      clearTimeout(connectTimer),
    );
  });
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      call.once('response', resolve);
      call.on('error', reject);
      call.end(request.body);
    });
    hasAnswer = true;
    const body = await readBody(response, options.responseMaxBytes);
    return { status: response.statusCode ?? 0, headers: flattenHeaders(response.headers), body };
  } catch (error) {
    call.destroy();
    const failure = timeout ?? classifyNetworkError(error, hasAnswer);
    throw call.reusedSocket && !hasAnswer && timeout === undefined ? new StaleSocketError(failure) : failure;
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}

function lengthOf(body: string | Uint8Array | undefined): Record<string, string> {
  return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}

function flattenHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
