import type { FlowDeps } from '../flow/context.ts';
import type { InboxWriter } from '../flow/ingest/create-inbox-writer.ts';
import { receiveWebhook } from '../flow/ingest/receive-webhook.ts';
import type { WebhookRequest } from '../flow/ports.ts';
import { DEFAULT_LIMITS, type HttpLimits } from './limits.ts';

/** What the routes without a key need from the hub. */
export type PublicServices = {
  /** Base of our own links and of the URL that webhook signatures cover, without a slash at the end. */
  publicBaseUrl: string;
  limits: HttpLimits;
  nowMs(): number;
  inbox: InboxWriter;
  /** Takes a webhook; settles after the commit and throws an AppError for one that is refused. */
  receive(token: string, request: WebhookRequest): Promise<void>;
  /** Whether the hub can do its work: true only with a database that answers. */
  isReady(): Promise<boolean>;
};

/** Makes them of the hub's parts; limits that are not given are the default ones. */
export function createPublicServices(options: {
  deps: FlowDeps;
  inbox: InboxWriter;
  isReady: () => Promise<boolean>;
  limits?: Partial<HttpLimits> | undefined;
}): PublicServices {
  const { deps, inbox, isReady } = options;
  return {
    publicBaseUrl: deps.publicBaseUrl,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    nowMs: () => deps.clock.now().getTime(),
    inbox,
    receive: async (token, request) => {
      await receiveWebhook(deps, inbox, { token, request });
    },
    isReady,
  };
}
