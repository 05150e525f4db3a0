import type { IDataObject } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { listSearch } from '../../nodes/methods/list-search.ts';
import { loadOptions } from '../../nodes/methods/load-options.ts';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { createContext, locator } from './support/fake-context.ts';
import { createFakeHub, type FakeHub } from './support/fake-hub.ts';
import { summaryAnswer } from './support/sample-answers.ts';

const run = (hub: FakeHub, resource: string, operation: string, parameters: IDataObject) =>
  runOperation(createContext({ hub, parameters }).execute, findOperation(resource, operation));

const page = (...items: IDataObject[]) => ({ body: { items, nextCursor: null } });

describe('record a payment', () => {
  const parameters = {
    invoice: locator('inv_1'),
    amount: ' 17900.00 ',
    currency: 'usd',
    receivedOn: '2026-11-18T00:00:00',
    externalId: 'bank-31',
    additionalFields: { reference: 'WIRE 88120' },
  };

  test.each([
    [201, 'recorded'],
    [200, 'recorded_already'],
  ])('status %i gives %s', async (status, outcome) => {
    const hub = createFakeHub({ 'POST /v1/payments': { status, body: { id: 'pay_1' } } });
    const [output] = await run(hub, 'payment', 'record', parameters);
    expect(output?.json).toEqual({ id: 'pay_1', outcome });
    expect(hub.asked[0]?.body).toEqual({
      invoiceId: 'inv_1',
      amount: '17900.00',
      currency: 'USD',
      receivedOn: '2026-11-18',
      externalId: 'bank-31',
      reference: 'WIRE 88120',
    });
  });

  test('money on its way is recorded as such, and given up with its reason', async () => {
    const hub = createFakeHub({ 'POST /v1/payments': { status: 200, body: {} } });
    for (const told of [{ state: 'processing' }, { state: 'failed', failureReason: 'No funds.' }]) {
      await run(hub, 'payment', 'record', { ...parameters, additionalFields: told });
      expect(hub.asked.at(-1)?.body).toMatchObject({ externalId: 'bank-31', ...told });
    }
  });

  test('an invoice can be named by its number, without a request of its own', async () => {
    const hub = createFakeHub({ 'POST /v1/payments': { status: 201, body: {} } });
    await run(hub, 'payment', 'record', { ...parameters, invoice: locator('INV-2026-0042', 'number') });
    expect(hub.asked.map(({ body }) => (body as IDataObject)['invoiceNumber'])).toEqual(['INV-2026-0042']);
  });

  test.each([
    ['a text', '2026-11-18', '2026-11-18'],
    ['an instant, by the day that was entered', '2026-11-18T23:30:00.000-08:00', '2026-11-18'],
    ['a DateTime', { toISODate: () => '2026-11-18' }, '2026-11-18'],
  ])('the day can be %s', async (_, receivedOn, day) => {
    const hub = createFakeHub({ 'POST /v1/payments': { status: 201, body: {} } });
    await run(hub, 'payment', 'record', { ...parameters, receivedOn: receivedOn as string });
    expect(hub.asked[0]?.body).toMatchObject({ receivedOn: day });
  });

  test.each(['', '18.11.2026', 'tomorrow'])(
    'what is no date is refused before anything is sent: "%s"',
    async (day) => {
      const hub = createFakeHub({});
      await expect(run(hub, 'payment', 'record', { ...parameters, receivedOn: day })).rejects.toThrow(
        '"Received On" is not a date',
      );
      expect(hub.asked).toEqual([]);
    },
  );
});

test('payments are listed by what was filled in', async () => {
  const hub = createFakeHub({ 'GET /v1/payments': page({ id: 'pay_1' }) });
  const outputs = await run(hub, 'payment', 'getMany', {
    returnAll: true,
    filters: { invoiceNumber: 'INV-2026-0042', from: '2026-11-01' },
  });
  expect(outputs).toEqual([{ json: { id: 'pay_1' }, pairedItem: { item: 0 } }]);
  expect(hub.asked[0]?.query).toEqual({ invoiceNumber: 'INV-2026-0042', from: '2026-11-01', limit: 100 });
});

const CUSTOMER = {
  id: 'cus_1',
  version: 2,
  customer: {
    externalKey: '8101',
    name: 'Northwind',
    email: 'ap@northwind.example',
    address: { line1: 'x' },
  },
  sources: [],
};
const PRODUCT = {
  id: 'prd_1',
  sku: 'PLAT-Y',
  name: 'Platform',
  versions: [
    { version: 2, unit: 'EA', prices: { USD: '13000' }, validFrom: '2027-01-01', validTo: null },
    { version: 1, unit: 'EA', prices: { USD: '12000' }, validFrom: '2026-01-01', validTo: '2026-12-31' },
  ],
};

describe('customers and products', () => {
  const hub = createFakeHub({
    'GET /v1/customers/cus_1': { body: CUSTOMER },
    'GET /v1/customers': page(CUSTOMER),
    'GET /v1/products/prd_1': { body: PRODUCT },
    'GET /v1/products': page(PRODUCT),
  });
  const many = { returnAll: false, limit: 10, filters: { query: 'north' } };

  test('a customer is simplified, or given as it is', async () => {
    const [simple] = await run(hub, 'customer', 'get', { customer: locator('cus_1'), simplify: true });
    const [raw] = await run(hub, 'customer', 'get', { customer: locator('cus_1'), simplify: false });
    expect(simple?.json).toEqual({ id: 'cus_1', name: 'Northwind', email: 'ap@northwind.example' });
    expect(raw?.json).toEqual(CUSTOMER);
  });

  test('a product is simplified to its newest version', async () => {
    const [simple] = await run(hub, 'product', 'get', { product: locator('prd_1'), simplify: true });
    expect(simple?.json).toMatchObject({ sku: 'PLAT-Y', prices: { USD: '13000' }, validFrom: '2027-01-01' });
  });

  test.each(['customer', 'product'])('%ss are searched', async (resource) => {
    const outputs = await run(hub, resource, 'getMany', { ...many, simplify: true });
    expect(outputs).toHaveLength(1);
    expect(hub.asked.at(-1)?.query).toEqual({ query: 'north', limit: 10 });
  });

  test.each(['customer', 'product'])('that no %s was chosen is said', async (resource) => {
    const parameters = { [resource]: locator(''), simplify: true };
    await expect(run(hub, resource, 'get', parameters)).rejects.toThrow('is empty');
  });
});

describe('the lists to choose from', () => {
  const deal = { id: 'dea_1', externalId: '42001', deal: { title: 'Platform rollout' } };
  const hub = createFakeHub({
    'GET /v1/invoices': page(summaryAnswer('inv_1')),
    'GET /v1/deals': { body: { items: [deal], nextCursor: 'more' } },
    'GET /v1/customers': page(CUSTOMER),
    'GET /v1/products': page(PRODUCT),
    'GET /v1/entities': page({ id: 'ent_1', name: 'Sanka US' }),
  });
  const { load } = createContext({ hub, parameters: {} });

  test('name what people know it by', async () => {
    expect((await listSearch.searchInvoices.call(load)).results).toEqual([
      { name: 'INV-2026-0042 · Northwind Robotics, Inc. · 17900.00 USD (sent)', value: 'inv_1' },
    ]);
    expect((await listSearch.searchCustomers.call(load)).results).toEqual([
      { name: 'Northwind', value: 'cus_1' },
    ]);
    expect((await listSearch.searchProducts.call(load)).results).toEqual([
      { name: 'PLAT-Y · Platform', value: 'prd_1' },
    ]);
    expect(await loadOptions.getEntities.call(load)).toEqual([{ name: 'Sanka US', value: 'ent_1' }]);
  });

  test('are searched, and go on where they are scrolled to', async () => {
    expect(await listSearch.searchDeals.call(load, 'roll', 'page-2')).toEqual({
      results: [{ name: 'Platform rollout (42001)', value: 'dea_1' }],
      paginationToken: 'more',
    });
    expect(hub.asked.at(-1)?.query).toEqual({ limit: 50, query: 'roll', cursor: 'page-2' });
  });
});
