import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { creditInvoice } from '../../../runtime/src/flow/credit/credit-invoice.ts';
import { type ContractLoop, CUSTOMER, createContractLoop } from '../contracts/contract-loop.ts';
import { issueCreditNote } from './support/issue-credit-note.ts';

let loop: ContractLoop;

beforeAll(async () => {
  loop = await createContractLoop('2026-06-01');
  await loop.push('customer', CUSTOMER);
});
afterAll(() => loop.hub.close());

const revision = (effectiveOn: string, quantity: string): JsonObject => ({
  effectiveOn,
  terms: 'net:30',
  plan: {
    form: 'subscription',
    interval: { unit: 'month', count: 1 },
    anchorDay: 1,
    proration: { basis: 'day', interval: 'half_open' },
    items: [{ kind: 'recurring', key: 'platform', sku: 'PLAT-Y', quantity, timing: 'in_advance' }],
  },
});
const contract = (title: string, revisions: JsonObject[]): JsonObject => ({
  id: title,
  title,
  currency: 'USD',
  customer_id: 'c-1',
  starts_on: '2026-06-01',
  revisions,
});

/** Credits an amount off the first line of the contract's last issued invoice. */
async function creditLast(title: string, amount: string): Promise<void> {
  const { id } = await loop.contract(title);
  const invoice = (await loop.invoices()).findLast((each) => each.contractId === id && each.number !== null);
  const { creditNoteId } = await creditInvoice({
    ctx: loop.organization.author,
    input: {
      invoiceId: invoice?.id ?? '',
      reason: 'An hour of downtime.',
      lines: [{ position: 1, amount }],
    },
  });
  await issueCreditNote(loop, creditNoteId);
}

test('what was credited of a contract is not billed again by its next run', async () => {
  await loop.push('contract', contract('Credited', [revision('2026-06-01', '1')]));
  await creditLast('Credited', '1000.00');
  await loop.runOn('2026-06-02');
  await loop.runOn('2026-07-01');
  expect((await loop.bills('Credited')).map(({ on, net }) => [on, net])).toEqual([
    ['2026-06-01', '12000.00'],
    ['2026-07-01', '12000.00'],
  ]);
});

// Kill Bill, userguide/tutorials/invoice_subsystem.adoc: 249.95 billed, 10.00 adjusted, a change on the second day.
test('PR-08: the credit for unused days is capped at what an earlier credit note left of the charge', async () => {
  await loop.runOn('2026-08-01');
  const revisions = [revision('2026-08-01', '2')];
  await loop.push('contract', { ...contract('Capped', revisions), starts_on: '2026-08-01' });
  await creditLast('Capped', '23500.00');
  revisions.push(revision('2026-08-02', '3'));
  await loop.push('contract', { ...contract('Capped', revisions), starts_on: '2026-08-01' });
  await loop.runOn('2026-08-02');
  const [, second] = await loop.bills('Capped');
  // 30 of 31 days of three platforms, less the 500.00 that are left of the month of two; uncapped it were 23,225.81.
  expect(second?.lines).toEqual(['sub:platform:2026-08-02 34838.71', 'sub:platform:2026-08-01 -500.00']);
});
