import { invoices } from '../../../runtime/src/db/schema/index.ts';
import { billPart } from '../../../runtime/src/flow/contracts/bill-part.ts';
import { CONCURRENCY } from '../../../runtime/src/worker/stages.ts';
import { type Figure, lessIsBetter, moreIsBetter } from '../report.ts';
import type { BenchHub } from './open-bench-hub.ts';
import { sampleContract } from './sample-contract.ts';

const CONTRACTS = 1_000;
const MONTHS = 12;
/** Parts are billed beside each other, as many as a worker takes, and each is as large as those of the clock's run. */
const WORKERS = CONCURRENCY.bill_part;
const PART_CONTRACTS = 50;

/**
 * The year of `measureYearInMemory` through the verb of the clock's run: on the first of each month a run over every contract, whose invoice
 * counts as issued before the next one; then a run over all of them that finds everything booked.
 */
export async function measureYearInPostgres(bench: BenchHub): Promise<Figure[]> {
  const ids = await storeContracts(bench);
  let seconds = 0;
  for (let month = 1; month <= MONTHS; month += 1) {
    bench.clock.set(`2026-${String(month).padStart(2, '0')}-01T20:00:00Z`);
    const run = await runAll(bench, ids);
    if (run.created !== CONTRACTS) throw new Error(`${run.created} invoices were booked in month ${month}`);
    seconds += run.seconds;
    await issueDrafts(bench);
  }
  const again = await runAll(bench, ids);
  if (again.created !== 0) throw new Error(`${again.created} invoices were booked twice`);
  const booked = CONTRACTS * MONTHS;
  const name = `year of ${CONTRACTS.toLocaleString('en')} subscriptions in Postgres`;
  return [
    moreIsBetter(`${name}, invoices booked`, booked / seconds, 300, '/s', 'goal'),
    lessIsBetter(`${name}, a second run that books nothing`, again.seconds, 5, 's', 'goal'),
  ];
}

async function runAll(
  bench: BenchHub,
  ids: readonly string[],
): Promise<{ seconds: number; created: number }> {
  const { ctx } = bench;
  const waiting = Array.from({ length: Math.ceil(ids.length / PART_CONTRACTS) }, (_, place) =>
    ids.slice(place * PART_CONTRACTS, (place + 1) * PART_CONTRACTS),
  );
  const before = await countInvoices(bench);
  const startedAt = performance.now();
  const work = async (): Promise<void> => {
    for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
      await billPart({ ctx, input: { contractIds: part } });
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  const seconds = (performance.now() - startedAt) / 1_000;
  return { seconds, created: (await countInvoices(bench)) - before };
}

async function countInvoices({ hub, organization: { organizationId } }: BenchHub): Promise<number> {
  return hub.database.inOrganization(organizationId, async (tx) => tx.$count(invoices));
}

async function storeContracts({ hub, organization: { organizationId } }: BenchHub): Promise<string[]> {
  const rows = Array.from({ length: CONTRACTS }, (_, place) => {
    const key = String(place).padStart(8, '0');
    return { id: `ctr_${key}`, key, customer: `cus_${key}`, body: sampleContract(place, key) };
  });
  const json = JSON.stringify(rows);
  await hub.database.owner.begin(async (sql) => {
    await sql`select set_config('app.organization_id', ${organizationId}, true)`;
    await sql`create temporary table given on commit drop as
      select * from jsonb_to_recordset((${json}::text)::jsonb) as r (id text, key text, customer text, body jsonb)`;
    await sql`insert into customers (organization_id, id, version, name, body, body_hash, created_at, updated_at)
      select ${organizationId}, customer, 1, 'Customer ' || key, jsonb_build_object('externalKey', key, 'name',
        'Customer ' || key, 'email', 'ap-' || key || '@customer.example'), 'h', now(), now() from given`;
    await sql`insert into contracts (organization_id, id, version, title, form, currency, body, body_hash, party_keys,
        created_at, updated_at)
      select ${organizationId}, id, 1, body->>'title', 'subscription', 'USD', body, 'h', array[key], now(), now() from given`;
    await sql`insert into source_links (organization_id, system, object, external_id, kind, canonical_id, updated_at)
      select ${organizationId}, 'bench', kind, key, kind, id, now()
      from (select 'contract' as kind, key, id from given union all select 'customer', key, customer from given) links`;
  });
  await hub.database.owner.unsafe('vacuum analyze');
  return rows.map(({ id }) => id);
}

/** Numbers all drafts at once, in SQL: what issuing costs is measured elsewhere. */
async function issueDrafts({ hub, organization: { organizationId, usEntityId } }: BenchHub): Promise<void> {
  await hub.database.owner.begin(async (sql) => {
    await sql`set local statement_timeout = 0`;
    await sql`select set_config('app.organization_id', ${organizationId}, true)`;
    await sql`update invoices set document_status = 'issued', number = 'BENCH-' || id, issue_date = billed_on,
        due_date = billed_on + 30, issued_at = billed_on,
        series_id = (select id from number_series where entity_id = ${usEntityId} and document_type = 'invoice'),
        template_id = (select id from templates limit 1)
      where number is null`;
  });
  // Autovacuum does it within a minute; the twelve months of this year take less than that each.
  await hub.database.owner.unsafe('vacuum analyze');
}
