import postgres from 'postgres';
import { makeSettings, startRealHub } from '../support/start-real-hub.ts';
import { type Figure, lessIsBetter } from './report.ts';

const RECORDS = 100_000;
const GOAL_SECONDS = 60;
const POLL_MS = 200;
const NOWHERE = 'http://127.0.0.1:9';

/** A dry run of a mapping of field rows over 100,000 stored companies of about 1.7 kB, beside the live version. */
export async function benchDryRun(): Promise<Figure[]> {
  const settings = makeSettings();
  const real = await startRealHub({ command: 'start', settings, hubspotUrl: NOWHERE, xeroUrl: NOWHERE });
  const sql = postgres(real.databaseUrl, { max: 1, onnotice: () => undefined });
  const call = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${real.hub.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${real.settings.organization.authorKey}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  try {
    await storeCompanies(sql, RECORDS);
    const { id } = (await call('/v1/mappings/hubspot/company/versions', { reason: 'bench' })) as {
      id: string;
    };
    const startedAt = performance.now();
    const run = (await call(`/v1/mapping-versions/${id}/dry-runs`, { limit: RECORDS })) as { id: string };
    for (;;) {
      const { state, doneCount } = (await call(`/v1/mapping-dry-runs/${run.id}`)) as {
        state: string;
        doneCount: number;
      };
      if (state === 'done' && doneCount === RECORDS) break;
      if (state === 'failed') throw new Error('the dry run failed');
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    return [
      lessIsBetter(`dry run over ${RECORDS} records`, seconds, GOAL_SECONDS, 's', 'the goal of the project'),
    ];
  } finally {
    await sql.end();
    await real.stop();
  }
}

/** Puts companies straight into the table of raw records: that they came in is not what is measured. */
async function storeCompanies(sql: postgres.Sql, count: number): Promise<void> {
  const [organization] = await sql<{ id: string }[]>`select id from organizations limit 1`;
  if (organization === undefined) throw new Error('the hub has no organization');
  await sql`select set_config('app.organization_id', ${organization.id}, false)`;
  const [hubspot] = await sql<{ id: string }[]>`select id from connections where system = 'hubspot'`;
  await sql`
    insert into records (organization_id, id, connection_id, system, object, external_id, content_hash, received_at,
      seen_at, payload)
    select ${organization.id}, 'rec_' || lpad(n::text, 32, '0'), ${hubspot?.id ?? null}, 'hubspot', 'company', n::text,
      n::text, now(), now(), jsonb_build_object('id', n::text, 'properties', jsonb_build_object(
        'name', 'Northwind Robotics ' || n, 'address', '2200 Harbor Blvd', 'city', 'Seattle',
        'country', 'United States', 'description', repeat('some text of a company ', 68)))
    from generate_series(1, ${count}::integer) as n`;
  // As the database does by itself within a minute of such a change.
  await sql`analyze records`;
}
