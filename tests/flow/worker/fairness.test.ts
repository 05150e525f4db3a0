import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { invoices } from '../../../runtime/src/db/schema/index.ts';
import { CONCURRENCY } from '../../../runtime/src/worker/stages.ts';
import { startWorker } from '../../../runtime/src/worker/start-worker.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { createFakeConnector } from '../../support/fake-connector.ts';
import { type SeededOrganization, seedOrganization } from '../../support/seed-organization.ts';

const WAITING = 10_000;

let loop: Loop;
let flooder: SeededOrganization;
/** What was asked of the flooder's CRM, which answers once the test lets it. */
const asked: string[] = [];
const released = Promise.withResolvers<void>();

beforeAll(async () => {
  const slow = {
    ...createFakeConnector('hubspot', {}),
    get: async (_object: string, externalId: string) => {
      asked.push(externalId);
      await released.promise;
      return [];
    },
  };
  loop = await createLoop({
    connectors: { open: ({ organizationId }) => (organizationId === flooder.id ? slow : loop.crm) },
  });
  flooder = await seedOrganization(loop.hub, { name: 'Flooder' });
});
afterAll(() => loop.hub.close());

/** Puts jobs of the flooder into the queue, each about another record. */
const flood = (count: number): Promise<void> =>
  loop.hub.database.inOrganization(flooder.id, async (tx) => {
    // What a connection changed is counted at once, so that the worker knows of it when it starts.
    await tx.execute(sql`select pg_stat_force_next_flush()`);
    await loop.hub.deps.jobs.enqueue(
      tx,
      Array.from({ length: count }, (_, index) => ({
        stage: 'fetch' as const,
        key: `${flooder.hubspot.id}/deal/${index}`,
        payload: {
          organizationId: flooder.id,
          requestId: 'req_flood',
          connectionId: flooder.hubspot.id,
          object: 'deal',
          externalId: String(index),
          hintedAt: loop.hub.clock.now().toISOString(),
        },
      })),
    );
  });

test('an invoice is drafted while 10,000 older jobs of another organization wait, and none of them is done', async () => {
  await flood(WAITING);
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  const worker = await startWorker(loop.hub.deps, loop.hub.queue);
  const drafts = () =>
    loop.hub.database.inOrganization(loop.organization.id, (tx) => tx.select().from(invoices));
  await vi.waitFor(async () => expect(await drafts()).toHaveLength(1), { timeout: 20_000 });
  // As many as one organization may have in hand, and no more, though others could be taken.
  expect(asked).toHaveLength(CONCURRENCY.fetch);
  await loop.hub.database.owner`delete from pgboss.job where name = 'fetch' and state = 'created'`;
  released.resolve();
  await worker.stop(10_000);
});
