import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { makeSettings, type RealHub, startRealHub } from '../support/start-real-hub.ts';
import { openHttpClient } from './http-client.ts';
import { type Figure, moreIsBetter } from './report.ts';

const RECORDS = 20_000;
const BATCH = 500;
const CLIENTS = 4;
const NOWHERE = 'http://127.0.0.1:9';
const GOAL_PER_SECOND = 2_000;
const POLL_MS = 50;

/**
 * Raw records of 1.7 kB through HTTP until every one is mapped and upserted, on a hub that does everything in one
 * process beside its Postgres; then the same records again, unchanged, until the inbox is empty.
 */
export async function benchRecords(): Promise<Figure[]> {
  const real = await startRealHub({
    command: 'start',
    settings: makeSettings(),
    hubspotUrl: NOWHERE,
    xeroUrl: NOWHERE,
  });
  const sql = postgres(real.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await pushAll(real, 'warm', 2_000);
    await until(sql, 2_000);
    const fresh = await timed(async () => {
      await pushAll(real, 'r', RECORDS);
      await until(sql, 2_000 + RECORDS);
    });
    const unchanged = await timed(async () => {
      await pushAll(real, 'r', RECORDS);
      await until(sql, 2_000 + RECORDS);
    });
    const goal = 'the goal of the project';
    return [
      moreIsBetter(
        'new raw records to canonical ones, a second',
        RECORDS / fresh,
        GOAL_PER_SECOND,
        '/s',
        goal,
      ),
      moreIsBetter(
        'unchanged raw records, a second',
        RECORDS / unchanged,
        (2 * RECORDS) / fresh,
        '/s',
        '2 x the new ones in this run',
      ),
    ];
  } finally {
    await sql.end();
    await real.stop();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}

async function pushAll(real: RealHub, prefix: string, count: number): Promise<void> {
  let next = 0;
  const push = async (): Promise<void> => {
    const client = await openHttpClient(real.hub.url);
    while (next < count) {
      const from = next;
      next += BATCH;
      const body = JSON.stringify(
        Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => company(`${prefix}${from + at}`)),
      );
      const status = await client.post(
        '/v1/records/hubspot/company',
        {
          'content-type': 'application/json',
          authorization: `Bearer ${real.settings.organization.authorKey}`,
          'idempotency-key': randomUUID(),
        },
        body,
      );
      if (status !== 202) throw new Error(`a batch was answered with ${status}`);
    }
    client.close();
  };
  await Promise.all(Array.from({ length: CLIENTS }, push));
}

const FILLER = Array.from({ length: 30 }, (_, at) => [
  `custom_property_${at}`,
  `some text of property ${at} here`,
]);

/** A company as HubSpot gives it, of about 1.7 kB. */
const company = (id: string) => ({
  id,
  properties: {
    name: `Northwind Robotics ${id}`,
    domain: 'northwind.example',
    address: '2200 Harbor Blvd',
    city: 'Seattle',
    country: 'United States',
    ...Object.fromEntries(FILLER),
  },
});

/** Waits until so many companies are canonical and nothing waits in the inbox or to be mapped. */
async function until(sql: postgres.Sql, count: number): Promise<void> {
  for (;;) {
    const [row] = await sql<{ isDone: boolean }[]>`
      select (select count(*) from source_links where object = 'company') >= ${count}
        and not exists (select from inbox)
        and not exists (
          select from pgboss.job where name in ('receive', 'map') and state in ('created', 'retry', 'active')
        ) as "isDone"`;
    if (row?.isDone === true) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
