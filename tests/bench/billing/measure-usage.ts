import { CanonicalContract } from '../../../runtime/src/core/canonical/contract.ts';
import { computeCharges } from '../../../runtime/src/flow/contracts/compute-charges.ts';
import { loadTerms } from '../../../runtime/src/flow/contracts/load-terms.ts';
import { type Figure, lessIsBetter } from '../report.ts';
import type { BenchHub } from './open-bench-hub.ts';

const RECORDS = 1_000_000;
const RUNS = 3;

const CONTRACT = CanonicalContract.parse({
  ...{ title: 'Usage', currency: 'USD', customerKey: 'customer', contactKeys: [], startsOn: '2026-01-01' },
  revisions: [
    {
      effectiveOn: '2026-01-01',
      plan: {
        form: 'subscription',
        interval: { unit: 'month', count: 1 },
        proration: { basis: 'day', interval: 'half_open' },
        items: [
          {
            ...{
              kind: 'usage',
              key: 'calls',
              sku: 'API',
              meter: 'calls',
              aggregation: 'sum',
              freeUnits: '1000',
            },
            pricing: {
              model: 'graduated',
              tiers: [
                { upTo: '100000', unitPrice: '0.002' },
                { upTo: null, unitPrice: '0.0011' },
              ],
            },
          },
          {
            ...{ kind: 'usage', key: 'users', sku: 'API', meter: 'users', aggregation: 'unique' },
            pricing: { model: 'standard', unitPrice: '1.25' },
          },
        ],
      },
    },
  ],
});

/** A year of usage of one contract, most of it summed up and a fifth counted by different keys, into priced charges. */
export async function measureUsage({ hub, organization }: BenchHub): Promise<Figure[]> {
  await storeUsage(hub.database.owner, organization.organizationId);
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const startedAt = performance.now();
    const { charges } = await hub.database.inOrganization(organization.organizationId, async (tx) => {
      const source = { system: 'bench', connectionId: null, externalId: 'usage', recordId: '' };
      const terms = await loadTerms(tx, CONTRACT);
      return computeCharges(tx, { contract: CONTRACT, source, terms, facts: [], booked: [] }, '2027-01-02');
    });
    samples.push((performance.now() - startedAt) / 1_000);
    if (charges.length !== 24) throw new Error(`${charges.length} charges came of the usage`);
  }
  const seconds = samples.sort((left, right) => left - right)[1] ?? 0;
  const name = `${RECORDS.toLocaleString('en')} stored usage records, aggregated and priced`;
  return [lessIsBetter(name, seconds, 5, 's', 'goal')];
}

type Owner = BenchHub['hub']['database']['owner'];

async function storeUsage(owner: Owner, organizationId: string): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`set local statement_timeout = 0`;
    await sql`select set_config('app.organization_id', ${organizationId}, true)`;
    await sql`insert into billing_events (organization_id, id, version, system, contract_key, kind, meter, occurred_at,
        quantity, unique_key, body, body_hash, created_at, updated_at)
      select ${organizationId}, 'bev_' || lpad(n::text, 12, '0'), 1, 'bench', 'usage', 'usage',
        case when n % 5 = 0 then 'users' else 'calls' end,
        timestamptz '2026-01-01 12:00Z' + n * interval '31 seconds', 1 + n % 40,
        case when n % 5 = 0 then 'user-' || n % 9973 end, '{}', 'h', now(), now()
      from generate_series(1, ${RECORDS}::int) n`;
  });
  await owner.unsafe('vacuum analyze billing_events');
}
