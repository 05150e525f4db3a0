import type { RunningDouble } from '../shared/double-types.ts';
import { startDouble } from '../shared/start-double.ts';
import { HUBSPOT_CONTRACT } from './contract.ts';
import { createHandlers, type DealWrite } from './create-handlers.ts';
import { createHubspotStore, type HubspotStore } from './create-hubspot-store.ts';
import { createRateWindow } from './create-rate-window.ts';
import { HUBSPOT_ERRORS } from './hubspot-errors.ts';
import { requireScopes } from './require-scopes.ts';
import { type DealWebhook, sendDealWebhook } from './send-deal-webhook.ts';

/** The account that a double plays. */
export type HubspotDoubleOptions = {
  port?: number;
  accessToken: string;
  clientSecret: string;
  /** `real` enforces HubSpot's 190 calls in 10 s. */
  limits: 'real' | 'lifted';
  /** What the token was granted, such as `crm.objects.deals.read`. Everything unless told. */
  scopes?: readonly string[];
  /** Keeps the account over restarts. */
  stateFile?: string;
  /** HubSpot's own is 100. */
  associationPageMax?: number;
  nowMs?: () => number;
};

/** A running HubSpot. `writes` lists every update of a deal, oldest first. */
export type HubspotDouble = RunningDouble & {
  store: HubspotStore;
  writes: DealWrite[];
  sendDealWebhook(webhook: DealWebhook): Promise<{ status: number }>;
};

/** Starts a HubSpot of our own on 127.0.0.1: contract, real errors, real limits, signed webhooks, fault script. */
export async function startHubspotDouble(options: HubspotDoubleOptions): Promise<HubspotDouble> {
  const nowMs = options.nowMs ?? Date.now;
  const { stateFile, port, accessToken, clientSecret } = options;
  const store = createHubspotStore({ nowMs, ...(stateFile === undefined ? {} : { stateFile }) });
  const writes: DealWrite[] = [];
  const rate = createRateWindow(nowMs);
  let nextEventId = nowMs();
  const double = await startDouble({
    contract: HUBSPOT_CONTRACT,
    handlers: requireScopes(
      createHandlers({ store, writes, nowMs, associationPageMax: options.associationPageMax ?? 100 }),
      options.scopes,
    ),
    errors: HUBSPOT_ERRORS,
    security: { accessToken: (headers) => headers['authorization'] === `Bearer ${accessToken}` },
    before: () => (options.limits === 'real' && !rate.isAllowed() ? limited(rate.headers()) : undefined),
    headers: () => (options.limits === 'real' ? rate.headers() : {}),
    nowMs,
    ...(port === undefined ? {} : { port }),
  });
  return {
    ...double,
    store,
    writes,
    sendDealWebhook: (webhook) =>
      sendDealWebhook({ eventId: nextEventId++, ...webhook }, { clientSecret, nowMs: nowMs() }),
  };
}

function limited(headers: Record<string, string>): ReturnType<typeof HUBSPOT_ERRORS.notFound> {
  return { ...HUBSPOT_ERRORS.rateLimited(undefined), headers };
}
