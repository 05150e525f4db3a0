import type { DoubleHandler, RunningDouble } from '../shared/double-types.ts';
import { startDouble } from '../shared/start-double.ts';
import type { XeroWrite } from './answer-save.ts';
import { XERO_CONTRACT } from './contract.ts';
import { createHandlers } from './create-handlers.ts';
import { createWebhookSender, type WebhookSender } from './create-webhook-sender.ts';
import { createXeroLimits } from './create-xero-limits.ts';
import { createXeroStore, type XeroStore } from './create-xero-store.ts';
import { type Bookkeeper, createBookkeeper } from './keep-books.ts';
import { forbidden, XERO_ERRORS } from './xero-errors.ts';
import { SAMPLE_ORGANISATION, type XeroOrganisation } from './xero-organisation.ts';

/** The organisation that a double plays. */
export type XeroDoubleOptions = {
  port?: number;
  accessToken: string;
  tenantId: string;
  webhookKey: string;
  /** `real` enforces 60 calls a minute, 5,000 a day and 5 at once. */
  limits: 'real' | 'lifted';
  /** Keeps the books over restarts. */
  stateFile?: string;
  organisation?: XeroOrganisation;
  nowMs?: () => number;
};

/** A running Xero. `writes` lists every record that was taken, oldest first. */
export type XeroDouble = RunningDouble &
  Bookkeeper &
  WebhookSender & {
    store: XeroStore;
    writes: XeroWrite[];
    /** Keeps every call unanswered until the returned function is called, so that calls are in flight together. */
    holdCalls(): () => void;
  };

/** Starts a Xero of our own on 127.0.0.1: contract, real checks, real limits, signed webhooks, fault script. */
export async function startXeroDouble(options: XeroDoubleOptions): Promise<XeroDouble> {
  const { stateFile, port, accessToken, tenantId, webhookKey } = options;
  const nowMs = options.nowMs ?? Date.now;
  const store = createXeroStore(stateFile === undefined ? {} : { stateFile });
  const writes: XeroWrite[] = [];
  const limits = createXeroLimits(nowMs);
  const isLimited = options.limits === 'real';
  const isAuthorized = (headers: Record<string, string>): boolean =>
    headers['authorization'] === `Bearer ${accessToken}`;
  let gate: Promise<void> | undefined;
  const handlers = createHandlers({
    store,
    writes,
    nowMs,
    organisation: options.organisation ?? SAMPLE_ORGANISATION,
  });
  const gated = Object.entries(handlers).map(([id, handle]): [string, DoubleHandler] => [
    id,
    async (call) => {
      await gate;
      return handle(call);
    },
  ]);
  const double = await startDouble({
    contract: XERO_CONTRACT,
    handlers: Object.fromEntries(gated),
    errors: XERO_ERRORS,
    security: { OAuth2: isAuthorized },
    before({ headers }) {
      if (isAuthorized(headers) && headers['xero-tenant-id'] !== tenantId) return forbidden();
      return isLimited ? limits.begin() : undefined;
    },
    headers() {
      if (!isLimited) return {};
      // Runs once for each call that was let in, after it was handled.
      limits.end();
      return limits.headers();
    },
    nowMs,
    ...(port === undefined ? {} : { port }),
  });
  return {
    ...double,
    ...createBookkeeper(store, nowMs),
    ...createWebhookSender({ store, tenantId, webhookKey, nowMs }),
    store,
    writes,
    holdCalls() {
      const held = Promise.withResolvers<void>();
      gate = held.promise;
      return () => {
        gate = undefined;
        held.resolve();
      };
    },
  };
}
