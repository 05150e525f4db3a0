import { createHmac, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { makeSettings, type RealHub, startRealHub } from '../support/start-real-hub.ts';
import { type HttpClient, openHttpClient, toRequest } from './http-client.ts';
import { repeatFor } from './repeat-for.ts';
import { type Figure, moreIsBetter } from './report.ts';
import { insertsPerSecond, type SingleInserts } from './single-inserts.ts';

const CLIENTS = 16;
/**
 * How many connections webhooks come over: as many as pgbench has clients, and as many as a vendor's machines keep open.
 * Who waits for an answer sends nothing meanwhile, so the more of them there are, the more share a commit.
 */
const CONNECTIONS = [16, 64];
const WARM_UP_SECONDS = 3;
/** Peers and hub take turns, so that whatever else the machine does meanwhile falls on all of them. */
const ROUNDS = 4;
const ROUND_SECONDS = 3;
const BATCH = 100;
const NOWHERE = 'http://127.0.0.1:9';

/**
 * Durable ingest through HTTP with signature verification, acknowledged after the commit, against single-row inserts
 * on the same server in the same run. Load generator, hub and Postgres share the
 * machine, as pgbench does with Postgres.
 */
export async function benchIngest(): Promise<Figure[]> {
  const real = await startRealHub({
    command: 'serve',
    settings: makeSettings(),
    hubspotUrl: NOWHERE,
    xeroUrl: NOWHERE,
  });
  const sql = postgres(real.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`create table bench_rows (id text primary key, body text not null)`;
    const peers = await makePeers(real, sql);
    for (const connections of CONNECTIONS) await sendWebhooks(real, connections, WARM_UP_SECONDS);
    const rates = peers.map(() => 0);
    const webhooks = CONNECTIONS.map(() => 0);
    let tool = '';
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, { inserts }] of peers.entries()) {
        const run = { clients: CLIENTS, seconds: ROUND_SECONDS };
        const inserted = await insertsPerSecond(real.databaseUrl, inserts, run);
        rates[index] = (rates[index] ?? 0) + inserted.perSecond / ROUNDS;
        tool = inserted.tool;
      }
      for (const [index, connections] of CONNECTIONS.entries()) {
        const sent = await sendWebhooks(real, connections, ROUND_SECONDS);
        webhooks[index] = (webhooks[index] ?? 0) + sent / ROUNDS;
      }
    }
    const batches = await withClients(real, CLIENTS, (clients) =>
      repeatFor(
        ROUNDS * ROUND_SECONDS,
        clients.map((client) => () => pushBatch(real, client)),
      ),
    );
    const [bare = 0] = rates;
    return [
      ...CONNECTIONS.flatMap((connections, sent) =>
        peers.map(({ name }, index) =>
          moreIsBetter(
            `signed webhooks through HTTP, durable, ${connections} connections`,
            webhooks[sent] ?? 0,
            rates[index] ?? 0,
            '/s',
            `${tool} single-row inserts, ${CLIENTS} clients: ${name}`,
          ),
        ),
      ),
      moreIsBetter(
        `records in batches of ${BATCH}, durable`,
        batches * BATCH,
        bare * 5,
        '/s',
        `5 x ${tool} single-row inserts, ${CLIENTS} clients: ${peers[0]?.name}`,
      ),
    ];
  } finally {
    await sql.end();
    await real.stop();
  }
}

/** The same body each time, in more and more of what a webhook needs. */
async function makePeers(
  real: RealHub,
  sql: postgres.Sql,
): Promise<{ name: string; inserts: SingleInserts }[]> {
  const [connection] = await sql<{ id: string }[]>`select id from connections where system = 'hubspot'`;
  const organization = real.settings.organization.id;
  const body = `'${webhookBody(1)}'`;
  const settings = { role: 'seikyu_app', 'app.organization_id': organization };
  const inbox = 'insert into inbox (organization_id, id, connection_id, received_at, body)';
  const rest = `'${connection?.id}', now(), convert_to(${body}, 'UTF8')`;
  return [
    {
      name: 'its body in a table of two columns',
      inserts: {
        settings: {},
        statement: `insert into bench_rows values (gen_random_uuid()::text, ${body})`,
      },
    },
    {
      name: 'its row in the inbox',
      inserts: {
        settings,
        statement: `${inbox} values ('${organization}', gen_random_uuid()::text, ${rest})`,
      },
    },
    {
      name: 'its row and its event, told apart from those that came before',
      inserts: {
        settings,
        statement: `with event as (
          insert into inbox_hints (organization_id, connection_id, dedupe_key, inbox_id, object, external_id,
            occurred_at, received_at)
          values ('${organization}', '${connection?.id}', gen_random_uuid()::text, gen_random_uuid()::text, 'deal',
            '1', now(), now())
          on conflict do nothing returning inbox_id)
          ${inbox} select '${organization}', inbox_id, ${rest} from event`,
      },
    },
  ];
}

/** Signed before the clock runs: the vendor's machines sign, and pgbench has its text ready as well. */
export async function sendWebhooks(
  real: RealHub,
  connections: number,
  seconds: number,
  allowed: readonly number[] = [200],
): Promise<number> {
  const ready = Array.from({ length: seconds * SIGNED_PER_SECOND }, () => signWebhook(real));
  return withClients(real, connections, (clients) =>
    repeatFor(
      seconds,
      clients.map((client) => async () => {
        const status = await client.send(ready.pop() ?? signWebhook(real));
        if (!allowed.includes(status)) throw new Error(`a webhook was answered with ${status}`);
      }),
    ),
  );
}

/** More than are sent in a second; what is left over was signed for nothing. */
const SIGNED_PER_SECOND = 16_000;
let nextId = 1;

function webhookBody(id: number): string {
  return JSON.stringify([
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
}

function signWebhook(real: RealHub): Buffer {
  const path = `/hooks/${real.settings.organization.hubspotHook}`;
  const body = webhookBody(nextId++);
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', real.settings.hubspot.clientSecret)
    .update(`POST${real.hub.url}${path}${body}${timestamp}`)
    .digest('base64');
  const headers = {
    'content-type': 'application/json',
    'x-hubspot-signature-v3': signature,
    'x-hubspot-request-timestamp': timestamp,
  };
  return toRequest(real.hub.url, path, headers, body);
}

async function pushBatch(real: RealHub, client: HttpClient): Promise<void> {
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

/** Works with clients that have a connection each, and closes them. */
export async function withClients<Value>(
  real: RealHub,
  count: number,
  work: (clients: HttpClient[]) => Promise<Value>,
): Promise<Value> {
  const clients = await Promise.all(Array.from({ length: count }, () => openHttpClient(real.hub.url)));
  try {
    return await work(clients);
  } finally {
    for (const client of clients) client.close();
  }
}
