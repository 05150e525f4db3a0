import { AppError } from '../../core/app-error.ts';
import type { WebhookPoster, WebhookPostOutcome } from '../../flow/ports.ts';
import { checkTargetUrl } from '../outbound/check-target-url.ts';
import { createHttpClient, type HttpClientOptions } from '../outbound/create-http-client.ts';
import { parseRetryAfter } from '../outbound/parse-retry-after.ts';

/** Standard Webhooks asks for 15 to 30 s; the connection has its own, shorter bound. */
const TOTAL_TIMEOUT_MS = 20_000;

/** An answer that is larger says nothing that we would read: it counts as none. */
const RESPONSE_MAX_BYTES = 1024 * 1024;

/** Sockets to one host. The sender bounds the messages in flight per receiver, and no one waits for a socket. */
const CONNECTIONS_MAX = 256;

/** Makes the poster. `openedOrigins` lists the only origins that may be plain http or private. */
export function createWebhookPoster(options: HttpClientOptions): WebhookPoster {
  const client = createHttpClient({
    totalTimeoutMs: TOTAL_TIMEOUT_MS,
    responseMaxBytes: RESPONSE_MAX_BYTES,
    connectionsMax: CONNECTIONS_MAX,
    ...options,
  });
  return {
    check: (url) => {
      checkTargetUrl(url, options.openedOrigins);
    },
    async post({ url, headers, body }) {
      try {
        // The id in the headers tells the receiver a repetition from a new message.
        const answer = await client.send({ method: 'POST', url, headers, body, isRepeatable: true });
        return {
          state: 'answered',
          status: answer.status,
          retryAfterMs: parseRetryAfter(answer.headers),
        };
      } catch (error) {
        return classifyFailure(error);
      }
    },
    close: () => client.close(),
  };
}

function classifyFailure(error: unknown): WebhookPostOutcome {
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'outbound.address_refused') return { state: 'address_refused' };
  // A connection that closes without an answer is no timeout: only a bound of ours says after how long.
  return { state: 'afterMs' in error.context ? 'timeout' : 'unreachable' };
}
