import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '../../../runtime/src/db/open-database.ts';
import { countWaitingHints } from '../../../runtime/src/flow/ingest/count-waiting-hints.ts';
import { storeWebhooks } from '../../../runtime/src/flow/ingest/store-webhooks.ts';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';
import { type SeededOrganization, seedOrganization } from '../../support/seed-organization.ts';

const COMMITS = 40;
const WEBHOOKS_OF_A_COMMIT = 25;
const WAITING = COMMITS * WEBHOOKS_OF_A_COMMIT;
const BOUND = 10_000;

let hub: TestHub;
let organization: SeededOrganization;
let other: SeededOrganization;

const flood = async (of: SeededOrganization): Promise<void> => {
  for (let commit = 0; commit < COMMITS; commit += 1) {
    const webhooks = Array.from({ length: WEBHOOKS_OF_A_COMMIT }, (_, index) => ({
      kind: 'webhook' as const,
      connectionId: of.hubspot.id,
      body: new Uint8Array(),
      hints: [
        {
          dedupeKey: `${commit}-${index}`,
          object: 'deal',
          externalId: String(index),
          occurredAtMs: 0,
        },
      ],
    }));
    await storeWebhooks(hub.deps, of.id, webhooks);
  }
};

beforeAll(async () => {
  hub = await createTestHub({ connectors: { open: () => expect.fail('nothing is asked for') } });
  organization = await seedOrganization(hub);
  other = await seedOrganization(hub, { name: 'Other' });
  await flood(organization);
  await flood(other);
  // As a worker finds them: of the jobs it made the database learn, of the events nothing is known yet.
  await hub.database.owner`analyze pgboss.job_common`;
});
afterAll(() => hub.close());

type Node = {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
  Plans?: Node[];
};
type Explained = { 'QUERY PLAN': [{ Plan: Node }] };

/** How many rows all steps of a plan looked at together. */
function rowsOf(node: Node): number {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0);
  const own = (node['Actual Rows'] + removed) * node['Actual Loops'];
  return (node.Plans ?? []).reduce((sum, inner) => sum + rowsOf(inner), own);
}

const inOwn = <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> =>
  hub.database.inOrganization(organization.id, work);
const countOf = (max: number): SQL<number> =>
  countWaitingHints({ organizationId: organization.id, connectionId: organization.hubspot.id }, max);

test('what waits of a connection that floods is counted without comparing all with all', async () => {
  const count = sql`select ${countOf(BOUND)} as waiting`;
  expect(await inOwn((tx) => tx.execute(count))).toMatchObject([{ waiting: WAITING }]);
  const [explained] = await inOwn((tx) =>
    tx.execute<Explained>(sql`explain (analyze, format json) ${count}`),
  );
  const plan = explained?.['QUERY PLAN'][0].Plan;
  if (plan === undefined) throw new Error('a statement has a plan');
  // Each passes through a few steps; with every event compared with every job there were two million.
  expect(rowsOf(plan)).toBeLessThan(WAITING * 10);
});

test('counting ends at the bound', async () => {
  const rows = await inOwn((tx) => tx.execute(sql`select ${countOf(7)} as waiting`));
  expect(rows).toMatchObject([{ waiting: 7 }]);
});
