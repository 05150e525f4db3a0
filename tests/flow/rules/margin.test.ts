import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsToJson } from '../../../runtime/src/core/rules/facts-to-json.ts';
import { approvalRequests } from '../../../runtime/src/db/schema/index.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import type { InvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { explainInvoice } from '../../../runtime/src/flow/rules/explain-invoice.ts';
import { loadSimulatedInvoices } from '../../../runtime/src/flow/rules/load-simulated-invoices.ts';
import { simulateRules } from '../../../runtime/src/flow/rules/simulate-rules.ts';
import { addProduct } from '../../../runtime/src/flow/setup/add-product.ts';
import { addProductVersion } from '../../../runtime/src/flow/setup/add-product-version.ts';
import type { ProductVersionInput } from '../../../runtime/src/flow/setup/product-version.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import type { SampleLine } from '../../support/sample-records.ts';
import { joinFinance, ruleOf, workOnRules } from './support/work-on-rules.ts';

const BELOW = 'marginPpm < 200000';
const VERSION: ProductVersionInput = {
  names: { en: 'Goods', ja: '商品' },
  unit: 'EA',
  taxClass: 'standard',
  maxDiscountPercent: '100',
  validFrom: '2026-01-01',
  prices: { USD: '100' },
};
const GRADUATED = {
  model: 'graduated' as const,
  tiers: [
    { upTo: '10', unitPrice: '100' },
    { upTo: null, unitPrice: '40' },
  ],
};

let loop: Loop;
let mei: Ctx;
let work: ReturnType<typeof workOnRules>;
const productIds = new Map<string, string>();
beforeAll(async () => {
  loop = await createLoop();
  mei = await joinFinance(loop, 'Mei');
  work = workOnRules(loop, () => mei);
  const add = async (sku: string, over: Partial<ProductVersionInput>) => {
    const id = await addProduct({ ctx: loop.organization.author, input: { ...VERSION, ...over, sku } });
    productIds.set(sku, id);
  };
  await add('DEAR', { costs: { USD: '85.004' } });
  await add('CHEAP', { costs: { USD: '50' } });
  await add('TIERED', { prices: { USD: GRADUATED }, costs: { USD: '60' } });
  await add('OTHER-CURRENCY', { costs: { JPY: '1' } });
  await add('NO-COST', {});
  await work.publish(await work.draft(() => [ruleOf('margin-below-20', BELOW)]));
});
afterAll(() => loop.hub.close());

/** What becomes of a deal: the invoice, and the request that it waits for. */
async function sell(id: string, lines: SampleLine[]) {
  const before = new Set((await loop.invoices()).map((invoice) => invoice.id));
  await loop.tellOf({ id, lines });
  await loop.hub.drain();
  const invoice = (await loop.invoices()).find((each) => !before.has(each.id));
  if (invoice === undefined) throw new Error('the deal has an invoice');
  return { invoice, request: (await requests()).find((each) => each.invoiceId === invoice.id) };
}
const within: Loop['hub']['database']['inOrganization'] = (_id, run) =>
  loop.hub.database.inOrganization(loop.organization.id, run);
const requests = () => within('', (tx) => tx.select().from(approvalRequests));
const marginOf = async (invoice: InvoiceRow) => {
  const { id: versionId } = await work.live();
  const { rules } = await explainInvoice({
    ctx: loop.organization.author,
    input: { versionId, invoiceId: invoice.id },
  });
  return rules[0];
};

test('a deal below the margin goes to the approver of the rule, with the clause and the value on record', async () => {
  const { invoice, request } = await sell('1', [{ id: 'a', sku: 'DEAR', quantity: '10', price: '' }]);
  expect(invoice.documentStatus).toBe('pending_approval');
  expect(request).toMatchObject({
    asks: ['role:finance_approver'],
    facts: { isMarginKnown: true, marginPpm: '149960' },
    explanation: { matched: [{ ruleId: 'margin-below-20', clauses: [{ text: BELOW, value: true }] }] },
  });
  expect(await marginOf(invoice)).toMatchObject({
    state: 'applies',
    clauses: [{ text: BELOW, value: true, facts: [{ name: 'marginPpm', value: '149960' }] }],
  });
});

test('a deal above it is approved without a person, and one that a discount takes below is not', async () => {
  const line = { id: 'b', sku: 'CHEAP', quantity: '4', price: '' };
  expect((await sell('2', [line])).request).toBeUndefined();
  const { request } = await sell('3', [{ ...line, id: 'c', discountPercent: '40' }]);
  // 240.00 are left, of which 200.00 are cost: 16.6666… %
  expect(request).toMatchObject({ facts: { marginPpm: '166666' } });
});

test('tiers that make one piece of a line do not hide how many units are in it', async () => {
  const { invoice, request } = await sell('4', [{ id: 'd', sku: 'TIERED', quantity: '30', price: '' }]);
  // 10 × 100 + 20 × 40 = 1,800.00 for 30 units that cost 60 each: nothing is left, although it says "1 × 1,800.00".
  expect(invoice.lineNetMinor).toBe(180_000n);
  expect(request).toMatchObject({ facts: { marginPpm: '0' } });
});

test.each([
  ['without a cost', { id: 'e', sku: 'NO-COST', price: '' }],
  ['with a cost in another currency only', { id: 'f', sku: 'OTHER-CURRENCY', price: '' }],
])('a product %s beside others sends the invoice to a person, who learns why', async (_what, line) => {
  const { request } = await sell(`5${line.id}`, [{ id: `g${line.id}`, sku: 'CHEAP', price: '' }, line]);
  expect(request?.facts).toMatchObject({ isMarginKnown: false });
  expect(request?.facts).not.toHaveProperty('marginPpm');
  expect(JSON.stringify(request?.explanation)).toMatch(/margin-below-20 could not be evaluated.*marginPpm/);
});

test('what a later version costs changes nothing for a line that was priced by the one before', async () => {
  const { invoice } = await sell('6', [{ id: 'h', sku: 'CHEAP', price: '' }]);
  const input = { ...VERSION, validFrom: '2026-11-25', costs: { USD: '99' } };
  const productId = productIds.get('CHEAP') ?? '';
  await addProductVersion({ ctx: loop.organization.author, input: { ...input, productId } });
  expect(await marginOf(invoice)).toMatchObject({
    state: 'does_not_apply',
    clauses: [{ facts: [{ value: '500000' }] }],
  });
});

test('a simulation sees the margins that routing saw, and routes as it did', async () => {
  const entityId = loop.organization.usEntityId;
  const seen = await within('', async (tx) => {
    const margins = new Map<string, unknown>();
    for await (const { invoiceId, facts } of loadSimulatedInvoices(tx, { entityId, since: new Date(0) })) {
      const { marginPpm = null, isMarginKnown = null } = factsToJson(facts);
      margins.set(invoiceId, { marginPpm, isMarginKnown });
    }
    return margins;
  });
  const stored = await requests();
  expect(stored.length).toBeGreaterThan(4);
  for (const { invoiceId, facts } of stored) {
    const { marginPpm = null, isMarginKnown = null } = facts;
    expect(seen.get(invoiceId)).toEqual({ marginPpm, isMarginKnown });
  }
  const { definition } = await work.live();
  const result = await simulateRules({ ctx: loop.organization.author, input: { entityId, definition } });
  expect(result.after.needsApproval.count).toBe(stored.length);
  expect(result.after.failed.count).toBe(2);
  expect(result.changedCount).toBe(0);
});

test('a poor line goes to the approver of a rule on lines, though the invoice as a whole is fine', async () => {
  const onLines = 'lines.exists(l, l.marginPpm < 200000)';
  await work.publish(await work.draft(() => [ruleOf('line-below-20', onLines)]));
  const fine = { id: 'i', sku: 'CHEAP', price: '' };
  expect((await sell('7', [fine])).request).toBeUndefined();
  const poor = { id: 'k', sku: 'DEAR', price: '' };
  const { request } = await sell('8', [{ ...fine, id: 'j' }, poor]);
  expect(request).toMatchObject({
    asks: ['role:finance_approver'],
    facts: {
      isMarginKnown: true,
      lines: [
        { sku: 'CHEAP', isMarginKnown: true },
        { sku: 'DEAR', isMarginKnown: true, marginPpm: '149960' },
      ],
    },
    explanation: { matched: [{ ruleId: 'line-below-20', clauses: [{ text: onLines, value: true }] }] },
  });
});

test('a line without a known cost sends the invoice to a person there, who learns why', async () => {
  const lines = [
    { id: 'l', sku: 'CHEAP', price: '' },
    { id: 'm', sku: 'NO-COST', price: '' },
  ];
  const { request } = await sell('9', lines);
  expect(request?.facts['lines']).toEqual([
    expect.objectContaining({ sku: 'CHEAP', isMarginKnown: true }),
    expect.not.objectContaining({ marginPpm: expect.anything() }),
  ]);
  expect(JSON.stringify(request?.explanation)).toMatch(/line-below-20 could not be evaluated.*marginPpm/);
});
