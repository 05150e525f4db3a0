import type { IDataObject } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { listSearch } from '../../nodes/methods/list-search.ts';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { createContext, locator } from './support/fake-context.ts';
import { createFakeHub, type FakeHub } from './support/fake-hub.ts';

const LINEAGE = { pointer: '/name', value: 'Northwind', steps: [{ kind: 'mapped' }] };

const run = (hub: FakeHub, parameters: IDataObject) =>
  runOperation(createContext({ hub, parameters }).execute, findOperation('record', 'getLineage'));

test('asks where the records of the kind are, and gives the steps as they are answered', async () => {
  const hub = createFakeHub({ 'GET /v1/ledger-entries/led_1/lineage': { body: LINEAGE } });
  const outputs = await run(hub, { kind: 'ledger_entry', recordId: locator('led_1'), path: '/name' });
  expect(outputs).toEqual([{ json: LINEAGE, pairedItem: { item: 0 } }]);
  expect(hub.asked[0]?.query).toEqual({ path: '/name' });
});

test.each([
  [{ kind: 'deal', recordId: locator('') }, '"Record" is empty'],
  [{ kind: 'invoice', recordId: locator('inv_1') }, '"Kind" names no kind of record'],
])('without a record or a kind nothing is asked: %j', async (parameters, message) => {
  const hub = createFakeHub({});
  await expect(run(hub, { ...parameters, path: '/name' })).rejects.toMatchObject({ message });
  expect(hub.asked).toEqual([]);
});

describe('the list of records', () => {
  const page = (...items: IDataObject[]) => ({ body: { items, nextCursor: 'more' } });
  const names = async (kind: string, hub: FakeHub, filter?: string) => {
    const { load } = createContext({ hub, parameters: { kind } });
    return (await listSearch.searchRecords.call(load, filter)).results.map(({ name }) => name);
  };

  test.each([
    ['account', '/v1/accounts', { account: { code: '200', name: 'Sales' } }, '200 · Sales'],
    ['contact', '/v1/contacts', { contact: { name: 'Dana', email: 'd@x.example' } }, 'Dana · d@x.example'],
    ['contract', '/v1/contracts', { title: 'Access', externalId: 'A-1' }, 'Access · A-1'],
    ['customer', '/v1/customers', { customer: { name: 'Northwind' } }, 'Northwind'],
    ['deal', '/v1/deals', { deal: { title: 'Renewal' }, externalId: null }, 'Renewal'],
    ['ledger_entry', '/v1/ledger-entries', { entry: { type: 'invoice', number: 'X-1' } }, 'X-1 · invoice'],
    ['product', '/v1/products', { sku: 'P', name: 'Platform' }, 'P · Platform'],
  ])('of kind %s is searched in %s', async (kind, path, item, name) => {
    const hub = createFakeHub({ [`GET ${path}`]: page({ id: 'x_1', ...item }) });
    expect(await names(kind, hub, 'part')).toEqual([name]);
    expect(hub.asked[0]?.query).toEqual({ limit: 50, query: 'part' });
  });

  test('finds payments by the number of their invoice', async () => {
    const payment = { receivedOn: '2026-11-18', amount: '5.00', currency: 'USD', invoiceNumber: 'INV-1' };
    const hub = createFakeHub({ 'GET /v1/payments': page({ id: 'pay_1', ...payment }) });
    expect(await names('payment', hub, 'INV-1')).toEqual(['2026-11-18 · 5.00 USD · INV-1']);
    expect(hub.asked[0]?.query).toMatchObject({ invoiceNumber: 'INV-1' });
  });

  test('looks billing events through by name, page by page, since the hub has no search of them', async () => {
    const events = ['A-1', 'B-2'].map((contractKey) => ({
      id: 'b',
      event: { kind: 'time_entry', contractKey },
    }));
    const hub = createFakeHub({ 'GET /v1/billing-events': page(...events) });
    const { load } = createContext({ hub, parameters: { kind: 'billing_event' } });
    expect(await listSearch.searchRecords.call(load, 'b-2', 'cursor')).toEqual({
      results: [{ name: 'time entry · B-2 · b', value: 'b' }],
      paginationToken: 'more',
    });
    expect(hub.asked[0]?.query).toEqual({ limit: 50, cursor: 'cursor' });
  });

  test('is empty before a kind is chosen', async () => {
    expect(await names('', createFakeHub({}))).toEqual([]);
  });
});
