import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonValue } from '../../../runtime/src/core/json.ts';
import type { LineageStep } from '../../../runtime/src/core/lineage/lineage-step.ts';
import { auditEntries, entities } from '../../../runtime/src/db/schema/index.ts';
import { getLineage } from '../../../runtime/src/flow/read/get-lineage.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;
let issued: string;
let special: string;

beforeAll(async () => {
  loop = await createLoop();
  await loop.tellOf({
    id: '1',
    properties: { seikyu_payment_terms: ' NET:45 ' },
    lines: [
      { id: 'l1', sku: 'PLAT-Y' },
      { id: 'l2', sku: 'API-P', quantity: '3' },
    ],
  });
  await loop.hub.drain();
  issued = (await loop.invoices())[0]?.id ?? '';
  await loop.tellOf({
    id: '2',
    lines: [
      { id: 'm1', sku: 'ONBOARD', price: '3333.00', quantity: '2' },
      { id: 'm2', sku: 'PLAT-Y', discountPercent: '15' },
    ],
  });
  await loop.hub.drain();
  special = (await loop.invoices())[1]?.id ?? '';
});

afterAll(() => loop.hub.close());

const lineageOf = async (invoiceId: string, path: string) =>
  (await getLineage({ ctx: loop.organization.approver, input: { invoiceId, path } })).lineage;
const stepsOf = async (invoiceId: string, path: string) => (await lineageOf(invoiceId, path)).steps;
const kinds = (steps: LineageStep[]) => steps.map(({ kind }) => kind);

test('a quantity leads over the deal, the script and the row to the value as HubSpot gave it', async () => {
  const steps = await stepsOf(issued, '/lines/1/quantity');
  expect(kinds(steps)).toEqual(['record', 'script', 'mapped', 'received']);
  expect(steps[0]).toMatchObject({ record: 'deal', version: 1, field: '/lines/1/quantity', value: '3' });
  expect(steps[1]).toMatchObject({ effect: 'kept', before: '3', after: '3' });
  expect(steps[2]).toMatchObject({
    mapping: { system: 'hubspot', object: 'deal', version: 1, published: { by: {}, at: expect.any(String) } },
    to: 'lines[*].quantity',
    from: ['line_items[*].properties.quantity'],
    transforms: ['decimal'],
    how: 'from',
    value: '3',
  });
  expect(steps[3]).toMatchObject({
    system: 'hubspot',
    object: 'deal',
    externalId: '1',
    fields: [{ place: 'line_items[1].properties.quantity', value: '3' }],
  });
});

test('a value that a transform changed shows what was received and what became of it', async () => {
  const steps = await stepsOf(issued, '/terms/code');
  expect(steps.find(({ kind }) => kind === 'mapped')).toMatchObject({ value: 'net:45' });
  expect(steps.at(-1)).toMatchObject({ fields: [{ value: ' NET:45 ' }] });
});

test('terms that the deal does not name are the setting of the legal entity, by whoever entered it', async () => {
  expect(await stepsOf(special, '/terms/code')).toMatchObject([
    { kind: 'record', record: 'entity', field: '/defaultTerms' },
    { kind: 'entered', stamp: { by: {}, at: expect.any(String) } },
  ]);
});

test('a line amount is computed from quantity and price with the rounding of the entity', async () => {
  expect(await stepsOf(issued, '/lines/1/netAmount')).toEqual([
    {
      kind: 'computed',
      rule: 'line_net',
      rounding: 'half_up',
      inputs: [
        { pointer: '/lines/1/quantity', value: '3' },
        { pointer: '/lines/1/unitPrice', value: '2400' },
      ],
    },
  ]);
});

test('a price that departs from the master is the deal’s, and its list price the version of the master', async () => {
  expect(kinds(await stepsOf(special, '/lines/0/unitPrice'))).toEqual([
    'record',
    'script',
    'mapped',
    'received',
  ]);
  expect(await stepsOf(special, '/lines/0/listPrice')).toMatchObject([
    { kind: 'record', record: 'product', name: 'ONBOARD', version: 1, field: '/prices/USD', value: '3500' },
    { kind: 'entered' },
  ]);
});

test('a discount in percent is computed, and its percentage comes from the deal', async () => {
  const [step] = await stepsOf(special, '/lines/1/discount/amount');
  expect(step).toMatchObject({ rule: 'line_discount', inputs: [{}, {}, { value: '15' }] });
  const steps = await stepsOf(special, '/lines/1/discount/percent');
  expect(steps.at(-1)).toMatchObject({
    fields: [{ place: 'line_items[1].properties.hs_discount_percentage', value: '15' }],
  });
});

test('a number is decided at issue from its series, by whom and when', async () => {
  expect(await stepsOf(issued, '/number')).toMatchObject([
    { kind: 'decided', what: 'number', basis: expect.stringContaining('INV'), stamp: { by: {} } },
  ]);
});

test('the recipient leads to the contact, the buyer to the company', async () => {
  const email = await stepsOf(issued, '/recipients/0/email');
  expect(email.at(-1)).toMatchObject({ object: 'contact', externalId: '9101' });
  const name = await stepsOf(issued, '/buyer/name');
  expect(kinds(name)).toEqual(['record', 'mapped', 'received']);
  expect(name.at(-1)).toMatchObject({ fields: [{ place: 'properties.name', value: 'Northwind Robotics' }] });
});

/** Every pointer of a JSON value that leads to a single value. */
function pointersOf(value: JsonValue, at = ''): string[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [at];
  return Object.entries(value).flatMap(([key, member]) => pointersOf(member, `${at}/${key}`));
}

test('every value of every invoice has a way back that ends in a record, a decision or an entry', async () => {
  const { approver } = loop.organization;
  for (const invoiceId of [issued, special]) {
    const { document } = await getLineage({ ctx: approver, input: { invoiceId, path: '/id' } });
    for (const path of pointersOf(JSON.parse(JSON.stringify(document)))) {
      const steps = await stepsOf(invoiceId, path);
      const last = steps.at(-1);
      expect(['received', 'decided', 'entered', 'computed'], path).toContain(last?.kind);
      if (last?.kind === 'computed') expect(last.inputs.length, path).toBeGreaterThan(0);
    }
  }
});

test('a company renamed after the issue leaves the way back at what was printed', async () => {
  const before = await stepsOf(issued, '/buyer/name');
  await loop.tell('company', '8101', [
    {
      object: 'company',
      externalId: '8101',
      modifiedAt: '2026-11-24T04:00:00.000Z',
      payload: { id: '8101', properties: { name: 'Renamed' } },
    },
  ]);
  await loop.hub.drain();
  expect(await stepsOf(issued, '/buyer/name')).toEqual(before);
});

test('a setting that was changed since is not said to be the source', async () => {
  await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.update(entities).set({ legalName: 'Other Inc.' }).where(eq(entities.id, loop.organization.usEntityId)),
  );
  expect(await stepsOf(issued, '/seller/name')).toEqual([{ kind: 'unknown', reason: 'record_changed' }]);
});

test('a path to nothing, to a list or to what a draft lacks is refused, and a foreign invoice not found', async () => {
  for (const path of ['', 'lines', '/lines', '/lines/9/quantity', '/buyer', '/buyer/__proto__', '/~2']) {
    await expect(lineageOf(issued, path), path).rejects.toMatchObject({ code: 'lineage.no_value' });
  }
  await expect(lineageOf(special, '/number')).rejects.toMatchObject({ code: 'lineage.no_value' });
  await expect(lineageOf('inv_00000000', '/number')).rejects.toMatchObject({ code: 'invoice.not_found' });
});

test('asking writes nothing, and needs the permission to read', async () => {
  const count = () => loop.hub.database.inOrganization(loop.organization.id, (tx) => tx.$count(auditEntries));
  const before = await count();
  await lineageOf(issued, '/totals/payable');
  expect(await count()).toBe(before);
  const ctx = { ...loop.organization.approver, permissions: new Set<never>() };
  await expect(getLineage({ ctx, input: { invoiceId: issued, path: '/id' } })).rejects.toMatchObject({
    code: 'auth.scope_missing',
  });
});
