import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import { createWebhookPoster } from '../../../../runtime/src/adapters/webhooks/create-webhook-poster.ts';
import type { JsonObject } from '../../../../runtime/src/core/json.ts';
import { webhookDeliveries, webhookEndpoints } from '../../../../runtime/src/db/schema/index.ts';
import type { Ctx, FlowDeps } from '../../../../runtime/src/flow/context.ts';
import { getInvoiceForUpdate } from '../../../../runtime/src/flow/get-invoice-row.ts';
import { recordEvent } from '../../../../runtime/src/flow/record-event.ts';
import {
  type CreateWebhookEndpointInput,
  createWebhookEndpoint,
} from '../../../../runtime/src/flow/webhooks/create-webhook-endpoint.ts';
import { runJob } from '../../../../runtime/src/worker/run-job.ts';
import { createLoop, type Loop } from '../../../support/create-loop.ts';
import { type Received, type Receiver, startReceiver } from './start-receiver.ts';

/** A loop with a receiver of its webhooks on loopback, whose origin is opened. */
export type WebhookLoop = Loop & {
  receiver: Receiver;
  /** An administrator. */
  admin: Ctx;
  /** Makes an endpoint at the receiver; every endpoint has a path of its own. */
  endpoint(input?: Partial<CreateWebhookEndpointInput>, ctx?: Ctx): ReturnType<typeof createWebhookEndpoint>;
  /** Issues an invoice from a deal of its own; every event of it so far is behind us. */
  issued(dealId: string): Promise<string>;
  /** Lets something happen to an invoice. */
  happen(invoiceId: string, type: string, data?: JsonObject): Promise<void>;
  /** Makes the attempts that are due by the test's clock, and what follows from them at once. Returns how many jobs ran. */
  runDue(): Promise<number>;
  /** Runs the jobs that tell administrators; returns how each ended. One that is to be retried stays. */
  runAlerts(): Promise<string[]>;
  deliveries(): Promise<(typeof webhookDeliveries.$inferSelect)[]>;
  endpointRow(id: string): Promise<typeof webhookEndpoints.$inferSelect | undefined>;
  /** What came in at an endpoint's path. */
  receivedAt(url: string): Received[];
  close(): Promise<void>;
};

/** Starts one; close it in `afterAll`. */
export async function createWebhookLoop(
  options: { totalTimeoutMs?: number; overrides?: Partial<FlowDeps> } = {},
): Promise<WebhookLoop> {
  const receiver = await startReceiver();
  const { totalTimeoutMs, overrides = {} } = options;
  const loop = await createLoop({
    webhooks: createWebhookPoster({
      openedOrigins: [receiver.origin],
      ...(totalTimeoutMs === undefined ? {} : { totalTimeoutMs }),
    }),
    ...overrides,
  });
  const { hub, organization } = loop;
  const admin = organization.author;
  let paths = 0;
  const inOrganization = <Value>(work: Parameters<typeof hub.database.inOrganization<Value>>[1]) =>
    hub.database.inOrganization(organization.id, work);
  return {
    ...loop,
    receiver,
    admin,
    endpoint: (input = {}, ctx = admin) => {
      paths += 1;
      return createWebhookEndpoint({ ctx, input: { url: `${receiver.origin}/hook/${paths}`, ...input } });
    },
    issued: async (dealId) => {
      await loop.tellOf({ id: dealId, lines: [{ id: `${dealId}-a`, sku: 'API-P' }] });
      await hub.drain();
      const row = (await loop.invoices()).at(-1);
      if (row?.number == null) throw new Error('the sample deal is issued at once');
      return row.id;
    },
    happen: (invoiceId, type, data = {}) =>
      inOrganization(async (tx) => {
        await getInvoiceForUpdate(tx, invoiceId);
        await recordEvent(tx, hub.system(organization.id), invoiceId, type, data);
      }),
    runDue: () => runDue(loop),
    runAlerts: () => runAlerts(loop),
    deliveries: () =>
      inOrganization((tx) => tx.select().from(webhookDeliveries).orderBy(webhookDeliveries.id)),
    endpointRow: async (id) =>
      (await inOrganization((tx) => tx.select().from(webhookEndpoints))).find((row) => row.id === id),
    receivedAt: (url) => receiver.received.filter(({ path }) => `${receiver.origin}${path}` === url),
    close: async () => {
      await hub.close();
      await receiver.stop();
    },
  };
}

/**
 * The queue's own clock is the database's. Here the test's clock says what is due: a job is run once its message's
 * next attempt is, or when it has none any more.
 */
async function runDue({ hub }: Loop): Promise<number> {
  for (let ran = 0; ; ran += 1) {
    const [job] = await hub.database.owner<JobRow[]>`
      select j.id, j.singleton_key as key, j.data from pgboss.job j
      left join webhook_deliveries d on d.id = j.data ->> 'deliveryId'
      where j.name = 'notify' and j.state = 'created'
        and (d.next_attempt_at is null or d.next_attempt_at <= ${hub.clock.now().toISOString()}::text::timestamptz)
      order by j.created_on, j.id limit 1`;
    if (job === undefined) return ran;
    await hub.queue.boss.deleteJob('notify', job.id);
    const { id, key, data } = job;
    const outcome = await runJob(hub.deps, 'notify', { id, key, data, attempt: 1, attemptsMax: 12 });
    if (outcome.state !== 'done') throw new Error('a notify job failed for another reason than its receiver');
  }
}

type JobRow = { id: string; key: string; data: object };

async function runAlerts({ hub }: Loop): Promise<string[]> {
  const jobs = await hub.database.owner<JobRow[]>`
    select id, singleton_key as key, data from pgboss.job where name = 'alert' and state = 'created' order by created_on`;
  const states: string[] = [];
  for (const job of jobs) {
    const { state } = await runJob(hub.deps, 'alert', { ...job, attempt: 1, attemptsMax: 12 });
    if (state === 'done') await hub.queue.boss.deleteJob('alert', job.id);
    states.push(state);
  }
  return states;
}

/** Whether a receiver with this secret takes a message that comes in at an instant; by the library of the standard. */
export function isGenuine(secret: string, { headers, body }: Received, at: Date): boolean {
  vi.useFakeTimers({ toFake: ['Date'], now: at });
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  } finally {
    vi.useRealTimers();
  }
}
