import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invoiceLines } from '../../../runtime/src/db/schema/index.ts';
import { billContract } from '../../../runtime/src/flow/contracts/bill-contract.ts';
import { type ContractLoop, CUSTOMER, createContractLoop } from './contract-loop.ts';

let loop: ContractLoop;
let owner: postgres.Sql;

beforeAll(async () => {
  loop = await createContractLoop('2026-06-01');
  owner = postgres(loop.hub.databaseUrl, { max: 1, onnotice: () => undefined });
  await loop.push('customer', CUSTOMER);
});
afterAll(async () => {
  await owner.end();
  await loop.hub.close();
});

const revision = (effectiveOn: string, quantity: string) => ({
  effectiveOn,
  terms: 'net:30',
  plan: {
    form: 'subscription',
    interval: { unit: 'month', count: 1 },
    proration: { basis: 'day', interval: 'half_open' },
    items: [{ kind: 'recurring', key: 'api', sku: 'API-P', quantity, timing: 'in_advance' }],
  },
});

test('a draft that is issued while a run has begun is booked once, its differences too', async () => {
  const contract = {
    id: 'Raced',
    title: 'Raced',
    currency: 'USD',
    customer_id: 'c-1',
    starts_on: '2026-06-01',
  };
  await loop.push('contract', { ...contract, revisions: [revision('2026-06-01', '1')] });
  await owner`update entities set is_auto_issue = false`;
  await loop.runOn('2026-06-20');
  await loop.push('contract', {
    ...contract,
    revisions: [revision('2026-06-01', '1'), revision('2026-06-16', '2')],
  });
  const { id: contractId } = await loop.contract('Raced');
  const [draft] = (await loop.invoices()).filter((invoice) => invoice.number === null);
  expect(draft?.documentStatus).toBe('approved');
  const ctx = loop.hub.system(loop.organization.id);
  const bill = () => billContract({ ctx, input: { contractId } });
  // As the job that issues holds it, whose commit comes after the run has begun.
  let runs: Promise<unknown> = Promise.resolve();
  await owner.begin(async (sql) => {
    await sql`update invoices set number = 'INV-2026-9001', document_status = 'issued', issue_date = '2026-06-20',
      due_date = '2026-07-20', issued_at = now(), series_id = (select series_id from invoices where number is not null limit 1),
      template_id = (select template_id from invoices where number is not null limit 1)
      where id = ${draft?.id ?? ''}`;
    runs = Promise.all([bill(), bill()]);
    // Until the first waits for the draft.
    for (let isWaiting = false; !isWaiting; ) {
      const rows = await sql`select from pg_locks
        where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`;
      isWaiting = rows.length > 0;
    }
  });
  await runs;
  await bill();
  const lines = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(invoiceLines).where(eq(invoiceLines.contractId, contractId)),
  );
  expect(
    lines
      .filter((line) => line.isLive)
      .map((line) => `${line.chargeKey} ${line.netMinor}`)
      .sort(),
  ).toEqual(['sub:api:2026-06-01 -120000', 'sub:api:2026-06-01 240000', 'sub:api:2026-06-16 240000']);
});
