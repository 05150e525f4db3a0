import { afterAll, beforeAll, expect, test } from 'vitest';
import { inbox, webhookRefusals } from '../../runtime/src/db/schema/index.ts';
import { listConnectionHealth } from '../../runtime/src/flow/connections/list-connection-health.ts';
import type { FlowDeps } from '../../runtime/src/flow/context.ts';
import { createInboxWriter } from '../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { followUpRequests } from '../../runtime/src/flow/ingest/follow-up-requests.ts';
import { JOB_PAYLOADS } from '../../runtime/src/flow/jobs.ts';
import { createApp } from '../../runtime/src/http/create-app.ts';
import { createTestHub, type TestHub } from '../support/create-test-hub.ts';
import { createFakeConnector } from '../support/fake-connector.ts';
import { type SeededOrganization, seedOrganization } from '../support/seed-organization.ts';
import { expectProblem } from './support/expect-problem.ts';

const BOUND = 3;

let hub: TestHub;
let organization: SeededOrganization;
let app: ReturnType<typeof createApp>;

/** The hub as a process that has just started knows it: nothing of what other processes counted. */
const startProcess = (): void => {
  const deps: FlowDeps = { ...hub.deps };
  app = createApp({ deps, inbox: createInboxWriter(deps), isReady: async () => true });
};

beforeAll(async () => {
  const connector = {
    ...createFakeConnector('hubspot', {}),
    parseWebhook: (body: Uint8Array) => ({
      ok: true as const,
      value: new TextDecoder()
        .decode(body)
        .split(' ')
        .map((id) => ({ dedupeKey: id, object: 'deal', externalId: id, occurredAtMs: 0 })),
    }),
  };
  hub = await createTestHub({ connectors: { open: () => connector }, waitingHintsMax: BOUND });
  organization = await seedOrganization(hub);
  startProcess();
});
afterAll(() => hub.close());

const send = async (events: string, token = organization.hubspot.webhookToken) =>
  app.request(`/hooks/${token}`, { method: 'POST', body: events });

const rows = <Row>(
  read: (tx: Parameters<Parameters<TestHub['database']['inOrganization']>[1]>[0]) => Promise<Row[]>,
) => hub.database.inOrganization(organization.id, read);

const healthOf = async (id: string) => {
  const all = await listConnectionHealth({ ctx: { ...organization.author, deps: hub.deps } });
  return all.find((connection) => connection.id === id);
};

test('as many changes of a connection wait as may; then its webhooks are turned away and leave a counter', async () => {
  expect((await send('1 2')).status).toBe(200);
  expect((await send('3')).status).toBe(200);
  const refused = await send('4');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('60');
  await expectProblem(refused, 'webhook.queue_full');
  expect(await rows((tx) => tx.select().from(inbox))).toHaveLength(2);
  const counted = await rows((tx) => tx.select().from(webhookRefusals));
  expect(counted).toMatchObject([{ code: 'webhook.queue_full', refusedCount: 1n }]);
});

test('another connection has room of its own', async () => {
  expect((await send('x-1', organization.xero.webhookToken)).status).toBe(200);
});

test('a process that starts meanwhile lets nothing in before it has counted', async () => {
  startProcess();
  expect((await send('5')).status).toBe(503);
});

test('a change waits until its record was asked for, also when its webhook was followed up', async () => {
  const { boss } = hub.queue;
  const ours = { waitingHints: BOUND, waitingHintsMax: BOUND, turnedAwayWebhooks: 2, refusedWebhooks: 0 };
  expect(await healthOf(organization.hubspot.id)).toMatchObject(ours);
  for (const job of await boss.fetch('receive', { batchSize: 50 })) {
    const input = JOB_PAYLOADS.receive.parse(job.data);
    await followUpRequests({ ctx: hub.system(organization.id), input });
    await boss.complete('receive', job.id);
  }
  expect(await healthOf(organization.hubspot.id)).toMatchObject(ours);
  hub.clock.advance(1_000);
  expect((await send('6')).status).toBe(503);
});

test('when the records were asked for there is room again, a second later at most', async () => {
  await hub.drain();
  expect(await healthOf(organization.hubspot.id)).toMatchObject({ waitingHints: 0 });
  hub.clock.advance(1_000);
  expect((await send('4 5')).status).toBe(200);
});
