import { execFile } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { makeSettings, type RealHub, startRealHub } from '../support/start-real-hub.ts';
import { type HttpClient, openHttpClient } from './http-client.ts';
import { type Figure, moreIsBetter } from './report.ts';

const CLIENTS = 16;
const SECONDS = 8;
const BATCH = 100;
const NOWHERE = 'http://127.0.0.1:9';

/**
 * Durable ingest through HTTP with signature verification, acknowledged after the commit, against single-row inserts
 * with the same number of clients on the same server in the same run.
 */
export async function benchIngest(): Promise<Figure[]> {
  const real = await startRealHub({
    command: 'serve',
    settings: makeSettings(),
    hubspotUrl: NOWHERE,
    xeroUrl: NOWHERE,
  });
  try {
    await runHttpClients(1, real, webhook);
    const reference = await insertsPerSecond(real.databaseUrl);
    const webhooks = await runHttpClients(SECONDS, real, webhook);
    const batches = await runHttpClients(SECONDS, real, batch);
    return [
      moreIsBetter(
        'signed webhooks through HTTP, durable',
        webhooks,
        reference.perSecond,
        '/s',
        reference.name,
      ),
      moreIsBetter(
        `records in batches of ${BATCH}, durable`,
        batches * BATCH,
        reference.perSecond * 5,
        '/s',
        `5 x ${reference.name}`,
      ),
    ];
  } finally {
    await real.stop();
  }
}

let nextId = 1;

async function webhook(real: RealHub, client: HttpClient): Promise<void> {
  const path = `/hooks/${real.settings.organization.hubspotHook}`;
  const id = nextId++;
  const body = JSON.stringify([
    {
      eventId: id,
      subscriptionId: 12_345,
      portalId: 62_515,
      appId: 54_321,
      occurredAt: Date.now(),
      subscriptionType: 'deal.propertyChange',
      attemptNumber: 0,
      objectId: id,
      propertyName: 'dealstage',
      propertyValue: 'closedwon',
      changeSource: 'CRM',
    },
  ]);
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', real.settings.hubspot.clientSecret)
    .update(`POST${real.hub.url}${path}${body}${timestamp}`)
    .digest('base64');
  const status = await client.post(
    path,
    {
      'content-type': 'application/json',
      'x-hubspot-signature-v3': signature,
      'x-hubspot-request-timestamp': timestamp,
    },
    body,
  );
  if (status !== 200) throw new Error(`a webhook was answered with ${status}`);
}

async function batch(real: RealHub, client: HttpClient): Promise<void> {
  const records = Array.from({ length: BATCH }, () => ({
    id: String(nextId++),
    properties: { name: 'Northwind Robotics', domain: 'northwind.example', city: 'Seattle' },
  }));
  const status = await client.post(
    `/v1/records/hubspot/company`,
    {
      'content-type': 'application/json',
      authorization: `Bearer ${real.settings.organization.authorKey}`,
      'idempotency-key': randomUUID(),
    },
    JSON.stringify(records),
  );
  if (status !== 202) throw new Error(`a batch was answered with ${status}`);
}

/** How often a second all clients together get through the work, each over a connection of its own. */
async function runHttpClients(
  seconds: number,
  real: RealHub,
  work: (real: RealHub, client: HttpClient) => Promise<void>,
): Promise<number> {
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => openHttpClient(real.hub.url)));
  const perSecond = await runClients(
    seconds,
    clients.map((client) => () => work(real, client)),
  );
  for (const client of clients) client.close();
  return perSecond;
}

async function runClients(seconds: number, works: (() => Promise<void>)[]): Promise<number> {
  const startedAt = performance.now();
  const deadline = startedAt + seconds * 1_000;
  let done = 0;
  const repeat = async (work: () => Promise<void>): Promise<void> => {
    while (performance.now() < deadline) {
      await work();
      done += 1;
    }
  };
  await Promise.all(works.map(repeat));
  return done / ((performance.now() - startedAt) / 1_000);
}

const INSERT = `insert into bench_rows (id, body) values (gen_random_uuid()::text, '{"eventId":1,"objectId":42}')`;

async function insertsPerSecond(url: string): Promise<{ perSecond: number; name: string }> {
  const sql = postgres(url, { max: CLIENTS, onnotice: () => undefined });
  try {
    await sql`create table bench_rows (id text primary key, body text not null)`;
    const byPgbench = await runPgbench(url);
    if (byPgbench !== undefined)
      return { perSecond: byPgbench, name: `pgbench single-row inserts, ${CLIENTS} clients` };
    const insert = async (): Promise<void> => {
      await sql.unsafe(INSERT);
    };
    const perSecond = await runClients(
      SECONDS,
      Array.from({ length: CLIENTS }, () => insert),
    );
    return { perSecond, name: `postgres.js single-row inserts, ${CLIENTS} clients` };
  } finally {
    await sql`drop table bench_rows`;
    await sql.end();
  }
}

async function runPgbench(url: string): Promise<number | undefined> {
  const script = join(tmpdir(), `seikyu-pgbench-${process.pid}.sql`);
  await writeFile(script, `${INSERT};\n`);
  const args = ['-n', '-c', String(CLIENTS), '-j', '2', '-T', String(SECONDS), '-f', script, url];
  const result = await promisify(execFile)('pgbench', args).catch(() => undefined);
  const found = /tps = ([0-9.]+)/.exec(result?.stdout ?? '');
  return found === null ? undefined : Number(found[1]);
}
