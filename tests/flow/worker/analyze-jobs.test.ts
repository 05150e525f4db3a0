import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyzeJobs } from '../../../runtime/src/worker/analyze-jobs.ts';
import { PreparedClient } from '../../../runtime/src/worker/prepared-client.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

const PREPARED = `select name from pg_prepared_statements where name like 'queue_%'`;

let loop: Loop;
/** As the queue has them: it prepares what takes jobs when it first looks, which is when nothing waits yet. */
let client: PreparedClient;

beforeAll(async () => {
  loop = await createLoop();
  await loop.hub.database.owner`vacuum analyze pgboss.job_common`;
  client = new PreparedClient({ connectionString: loop.hub.databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await loop.hub.close();
});

type Answer = { rowCount: number; rows: Record<string, string>[] };
const ask = (text: string, values: unknown[] = []): Promise<Answer> => client.query(text, values);

/** Sends over our client what the queue sends to take jobs of `fetch`; returns how many it got. */
async function take(): Promise<number> {
  let count = 0;
  const executeSql = async (text: string, values: unknown[] = []) => {
    count += (await ask(text, values)).rowCount;
    return { rows: [] };
  };
  await loop.hub.queue.boss.fetch('fetch', { batchSize: 20, includeMetadata: true, db: { executeSql } });
  return count;
}

/** How Postgres runs what was prepared for it, a node a line. */
async function planOf(): Promise<string> {
  const { rows } = await ask(PREPARED);
  const plan = await ask(`explain execute ${rows[0]?.['name']}`);
  return plan.rows.map((line) => line['QUERY PLAN']).join('\n');
}

const flood = (prefix: string, count: number): Promise<unknown> =>
  loop.hub.database.inOrganization(loop.organization.id, async (tx) => {
    // What a connection changed is counted at once, and not when it has been idle for a while.
    await tx.execute(sql`select pg_stat_force_next_flush()`);
    await loop.hub.deps.jobs.enqueue(
      tx,
      Array.from({ length: count }, (_, index) => ({
        stage: 'fetch' as const,
        key: `deal/${prefix}${index}`,
        payload: {
          organizationId: loop.organization.id,
          requestId: 'req_flood',
          connectionId: loop.organization.hubspot.id,
          object: 'deal',
          externalId: String(index),
          hintedAt: loop.hub.clock.now().toISOString(),
        },
      })),
    );
  });

const analyzedCount = async (): Promise<number> => {
  const [row] = await loop.hub.database.owner<{ count: number }[]>`
    select analyze_count::int as count from pg_stat_user_tables
    where schemaname = 'pgboss' and relname = 'job_common'`;
  return row?.count ?? 0;
};

test('10,000 jobs at once are not compared all with all by a plan that was made for none', async () => {
  expect(await take()).toBe(0);
  await flood('many', 10_000);
  expect(await planOf()).toMatch(/Nested Loop (Semi|Anti) Join/);
  await analyzeJobs(loop.hub.deps);
  const plan = await planOf();
  expect(plan).not.toContain('Nested Loop Semi Join');
  expect(plan).toContain('Hash Cond: (j_1.id = strict_fifo_heads.id)');
  expect(await take()).toBe(20);
});

test('a table of jobs that changed by little, or that another process is at, is left alone', async () => {
  const before = await analyzedCount();
  await flood('few', 1_001);
  await analyzeJobs(loop.hub.deps);
  expect(await analyzedCount()).toBe(before);
  await flood('more', 5_000);
  const held = Promise.withResolvers<void>();
  const isDone = Promise.withResolvers<void>();
  const other = loop.hub.database.owner.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(7203902)`;
    held.resolve();
    await isDone.promise;
  });
  await held.promise;
  await analyzeJobs(loop.hub.deps);
  expect(await analyzedCount()).toBe(before);
  isDone.resolve();
  await other;
  await analyzeJobs(loop.hub.deps);
  expect(await analyzedCount()).toBe(before + 1);
});
