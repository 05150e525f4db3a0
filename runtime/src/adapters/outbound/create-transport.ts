import { AppError } from '../../core/app-error.ts';
import type { ErrorCode } from '../../core/error-codes.ts';
import type { JsonValue } from '../../core/json.ts';
import type { Transport, TransportRequest } from '../../flow/ports.ts';
import { buildTargetUrl } from './build-target-url.ts';
import { createHttpClient, type HttpClientOptions, type HttpResponse } from './create-http-client.ts';
import { createRateLimiter, type RateLimit } from './create-rate-limiter.ts';
import { parseAnswer } from './parse-answer.ts';
import { parseRetryAfter } from './parse-retry-after.ts';

/**
 * What a vendor's error answer means in our codes. `detail` is shown to people, so it never holds secrets.
 * `retryAfterMs` is used only when the answer has no Retry-After.
 */
export type ClassifiedError = { code: ErrorCode; detail: string; retryAfterMs?: number };

/** Reads status, parsed body (null when it is no JSON) and lower-case headers of anything but 2xx and 3xx. */
export type ClassifyError = (
  status: number,
  body: JsonValue,
  headers: Record<string, string>,
) => ClassifiedError;

/** How to reach one connection's vendor. */
export type TransportOptions = HttpClientOptions & {
  baseUrl: string;
  /** Asked before every call, after any wait, so that a token is fresh. */
  authHeaders: () => Promise<Record<string, string>>;
  classifyError: ClassifyError;
  /** Calls allowed per limit class; a class may have several windows (a minute and a day). */
  limits: Record<string, RateLimit | readonly RateLimit[]>;
  /** The longest wait for a permit before target.rate_limited is raised. Default 30,000. */
  limitWaitMaxMs?: number;
  /** Give every number of an answer as its source text: for vendors whose amounts are JSON numbers. */
  numbersAsText?: boolean;
  /** Elapsed time for the rate limits; monotonic by default. */
  nowMs?: () => number;
  wait?: (delayMs: number) => Promise<unknown>;
};

/** A transport that owns sockets. */
export type ClosableTransport = Transport & { close(): void };

/** A guess for vendors that answer 429 without Retry-After. */
const RETRY_AFTER_DEFAULT_MS = 10_000;

/**
 * Makes the transport of one connection: guarded, bounded, rate-limited, and classified. `request` raises
 * outbound.address_refused or a `target.*` code; bodies, query strings and credentials stay out of its errors.
 */
export function createTransport(options: TransportOptions): ClosableTransport {
  const client = createHttpClient(options);
  const limiter = createRateLimiter({
    limits: options.limits,
    waitMaxMs: options.limitWaitMaxMs ?? 30_000,
    nowMs: options.nowMs ?? (() => performance.now()),
    ...(options.wait === undefined ? {} : { wait: options.wait }),
  });
  return {
    async request(request) {
      const url = buildTargetUrl(options.baseUrl, request.path, request.query);
      await limiter.acquire(request.limitClass);
      const response = await client.send({
        method: request.method,
        url,
        headers: { ...headersOf(request), ...(await options.authHeaders()) },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      });
      if (response.status >= 200 && response.status < 300) {
        const body = parseAnswer(response.body, options.numbersAsText ?? false);
        return { status: response.status, headers: response.headers, body };
      }
      const error = errorOf(request, response, options.classifyError);
      if (error.code === 'target.rate_limited') limiter.block(request.limitClass, error.retryAfterMs ?? 0);
      throw error;
    },
    close: () => client.close(),
  };
}

function headersOf(request: TransportRequest): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'seikyu-hub' };
  if (request.body !== undefined) headers['content-type'] = 'application/json';
  for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
  return headers;
}

function errorOf(request: TransportRequest, response: HttpResponse, classify: ClassifyError): AppError {
  const { status, headers } = response;
  const context = { method: request.method, path: request.path, status };
  if (status >= 300 && status < 400) {
    const detail = 'The other system redirects; a redirect is never followed.';
    return new AppError('outbound.address_refused', { detail, context });
  }
  const { code, detail, retryAfterMs } = classify(status, bodyOrNull(response.body), headers);
  const fallbackMs = code === 'target.rate_limited' ? RETRY_AFTER_DEFAULT_MS : undefined;
  const delayMs = parseRetryAfter(headers) ?? retryAfterMs ?? fallbackMs;
  return new AppError(code, { detail, context, ...(delayMs === undefined ? {} : { retryAfterMs: delayMs }) });
}

function bodyOrNull(body: Uint8Array): JsonValue {
  try {
    return parseAnswer(body, false);
  } catch {
    return null;
  }
}
