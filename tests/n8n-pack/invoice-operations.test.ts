import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { type ContextInput, createContext, locator } from './support/fake-context.ts';
import { createFakeHub, type FakeHub, problem } from './support/fake-hub.ts';
import { invoiceAnswer, simpleInvoice, summaryAnswer } from './support/sample-answers.ts';

const INVOICE = { invoice: locator('inv_1') };

async function run(
  operation: string,
  hub: FakeHub,
  parameters: IDataObject,
  more: Partial<ContextInput> = {},
) {
  const { execute } = createContext({ hub, parameters, ...more });
  return runOperation(execute as IExecuteFunctions, findOperation('invoice', operation));
}

describe('create from deal', () => {
  const drafted = (outcome: string) => ({ status: 201, body: { invoiceId: 'inv_1', outcome } });

  test('gives the draft of the deal and what became of it', async () => {
    const hub = createFakeHub({
      'POST /v1/invoices': drafted('created'),
      'GET /v1/invoices/inv_1': { body: invoiceAnswer() },
    });
    const outputs = await run('create', hub, { deal: locator('dea_1'), options: {} });
    expect(hub.asked[0]?.body).toEqual({ dealId: 'dea_1' });
    expect(outputs).toEqual([{ json: { ...simpleInvoice(), outcome: 'created' }, pairedItem: { item: 0 } }]);
  });

  test('finds a deal by its id in the CRM, and not one that only holds it', async () => {
    const hub = createFakeHub({
      'GET /v1/deals': {
        body: {
          items: [
            { id: 'dea_9', externalId: '142001' },
            { id: 'dea_1', externalId: '42001' },
          ],
          nextCursor: null,
        },
      },
      'POST /v1/invoices': drafted('unchanged'),
      'GET /v1/invoices/inv_1': { body: invoiceAnswer() },
    });
    await run('create', hub, { deal: locator('42001', 'externalId'), options: {} });
    expect(hub.asked[0]?.query).toMatchObject({ query: '42001' });
    expect(hub.asked[1]?.body).toEqual({ dealId: 'dea_1' });
  });

  test('waits for a deal whose record is still being mapped', async () => {
    const hub = createFakeHub({
      'GET /v1/deals': (_, count) => ({
        body: { items: count === 0 ? [] : [{ id: 'dea_1', externalId: '42001' }], nextCursor: null },
      }),
      'POST /v1/invoices': drafted('created'),
      'GET /v1/invoices/inv_1': { body: invoiceAnswer() },
    });
    const outputs = await run('create', hub, {
      deal: locator('42001', 'externalId'),
      options: { waitSeconds: 5 },
    });
    expect(outputs[0]?.json['outcome']).toBe('created');
  });

  test('a deal that nobody sent is asked for, and how to get on is said', async () => {
    const nothing = { body: { items: [], nextCursor: null } };
    const hub = createFakeHub({ 'GET /v1/deals': nothing, 'GET /v1/dead-letters': nothing });
    const parameters = { deal: locator('42001', 'externalId'), options: { waitSeconds: 0 } };
    await expect(run('create', hub, parameters)).rejects.toMatchObject({
      message: 'The hub has no deal with the CRM ID 42001',
      description: expect.stringContaining('Record: Send'),
    });
  });

  test('a record that its mapping refused is told with the reason of the hub', async () => {
    const letter = {
      stage: 'map',
      subject: { system: 'hubspot', object: 'deal', externalId: '42001' },
      code: 'mapping.refused',
      detail: 'The mapping refused the record',
      errors: [{ pointer: '/currency', detail: 'is required' }],
    };
    const hub = createFakeHub({
      'GET /v1/deals': { body: { items: [], nextCursor: null } },
      'GET /v1/dead-letters': { body: { items: [letter], nextCursor: null } },
    });
    const parameters = { deal: locator('42001', 'externalId'), options: { waitSeconds: 0 } };
    await expect(run('create', hub, parameters)).rejects.toMatchObject({
      message: 'The mapping refused the record',
      description: expect.stringContaining('/currency: is required'),
    });
  });
});

describe('get', () => {
  const hub = createFakeHub({
    'GET /v1/invoices/inv_1': { body: invoiceAnswer('issued') },
    'GET /v1/invoices': ({ query }) => ({
      body: { items: query['number'] === 'INV-2026-0042' ? [{ id: 'inv_1' }] : [], nextCursor: null },
    }),
  });

  test('gives the fields that workflows use, or everything', async () => {
    const [simple] = await run('get', hub, { ...INVOICE, simplify: true });
    const [raw] = await run('get', hub, { ...INVOICE, simplify: false });
    expect(simple?.json).toEqual(simpleInvoice('issued'));
    expect(raw?.json).toEqual(invoiceAnswer('issued'));
  });

  test('finds an invoice by its number', async () => {
    const [found] = await run('get', hub, { invoice: locator('INV-2026-0042', 'number'), simplify: true });
    expect(found?.json['id']).toBe('inv_1');
  });

  test('says that no invoice has a number', async () => {
    const parameters = { invoice: locator('INV-1', 'number'), simplify: true };
    await expect(run('get', hub, parameters)).rejects.toThrow('No invoice has the number INV-1');
  });

  test('says that nothing was chosen', async () => {
    await expect(run('get', hub, { invoice: locator(' '), simplify: true })).rejects.toMatchObject({
      message: '"Invoice" is empty',
      context: { itemIndex: 0 },
    });
  });

  test('an id is one part of the path, whatever is in it', async () => {
    await run('get', hub, { invoice: locator('../me?x'), simplify: true }).catch(() => undefined);
    expect(hub.asked.at(-1)?.path).toBe('/v1/invoices/..%2Fme%3Fx');
  });
});

test('the lineage of a value is asked for by its path', async () => {
  const lineage = { pointer: '/totals/payable', value: '17900.00', steps: [{ kind: 'computed' }] };
  const hub = createFakeHub({ 'GET /v1/invoices/inv_1/lineage': { body: lineage } });
  const outputs = await run('getLineage', hub, { ...INVOICE, path: '/totals/payable' });
  expect(hub.asked[0]?.query).toEqual({ path: '/totals/payable' });
  expect(outputs).toEqual([{ json: lineage, pairedItem: { item: 0 } }]);
});

describe('get many', () => {
  const hub = createFakeHub({
    'GET /v1/invoices': { body: { items: [summaryAnswer('inv_1')], nextCursor: null } },
  });

  test('narrows the list by what was filled in, with dates as days', async () => {
    const filters = {
      status: 'overdue',
      number: '',
      from: '2026-11-01T00:00:00.000+09:00',
      to: '2026-11-30',
    };
    const outputs = await run('getMany', hub, { returnAll: false, limit: 5, simplify: true, filters });
    expect(hub.asked[0]?.query).toEqual({
      status: 'overdue',
      from: '2026-11-01',
      to: '2026-11-30',
      limit: 5,
    });
    expect(outputs[0]?.json).toMatchObject({
      id: 'inv_1',
      status: 'sent',
      customerName: 'Northwind Robotics, Inc.',
    });
  });

  test('refuses what is no date', async () => {
    const parameters = { returnAll: true, simplify: true, filters: { from: 'yesterday' } };
    await expect(run('getMany', hub, parameters)).rejects.toThrow('"From" is not a date');
  });
});

describe('submit and issue', () => {
  test('submit hands the reason on and gives the outcome', async () => {
    const hub = createFakeHub({
      'POST /v1/invoices/inv_1/submit': { body: { outcome: 'needs_approval' } },
      'GET /v1/invoices/inv_1': { body: invoiceAnswer('pending_approval', { openRequest: { id: 'apr_1' } }) },
    });
    const [output] = await run('submit', hub, { ...INVOICE, additionalFields: { reason: 'Agreed by mail' } });
    expect(hub.asked[0]?.body).toEqual({ reason: 'Agreed by mail' });
    expect(output?.json).toMatchObject({ outcome: 'needs_approval', approvalId: 'apr_1' });
  });

  test.each([
    [true, 'issued'],
    [false, 'issued_already'],
  ])('an issue that is new: %s gives %s', async (isNew, outcome) => {
    const hub = createFakeHub({
      'POST /v1/invoices/inv_1/issue': { body: { number: 'INV-2026-0042', isNew } },
      'GET /v1/invoices/inv_1': { body: invoiceAnswer('issued') },
    });
    const [output] = await run('issue', hub, INVOICE);
    expect(output?.json).toEqual({ ...simpleInvoice('issued'), outcome });
  });

  test('the same command of the same run is the same request; of another execution, another one', async () => {
    const keyOf = async (executionId: string) => {
      const hub = createFakeHub({
        'POST /v1/invoices/inv_1/issue': { body: { number: '1', isNew: true } },
        'GET /v1/invoices/inv_1': { body: invoiceAnswer('issued') },
      });
      await run('issue', hub, INVOICE, { executionId });
      return hub.asked[0]?.key;
    };
    expect(await keyOf('1')).toBe(await keyOf('1'));
    expect(await keyOf('1')).not.toBe(await keyOf('2'));
  });
});

describe('an item that fails', () => {
  const hub = () =>
    createFakeHub({
      'GET /v1/invoices/inv_1': { body: invoiceAnswer() },
      'GET /v1/invoices/inv_2': problem(404, 'invoice.not_found', 'There is no such invoice'),
    });
  const parameters = (item: number) => ({ invoice: locator(`inv_${item + 1}`), simplify: true });
  const get = findOperation('invoice', 'get');

  test('stops the node with its place', async () => {
    const { execute } = createContext({ hub: hub(), parameters, items: [{}, {}] });
    await expect(runOperation(execute, get)).rejects.toMatchObject({ context: { itemIndex: 1 } });
  });

  test('becomes an error item with code and page where the node goes on', async () => {
    const { execute } = createContext({ hub: hub(), parameters, items: [{}, {}], isGoingOn: true });
    const outputs = await runOperation(execute, get);
    expect(outputs[0]?.json['id']).toBe('inv_1');
    // Nothing else may stand in it: n8n would drop code and page, or take it for a success.
    expect(outputs[1]).toEqual({
      json: {
        error: 'There is no such invoice',
        details: {
          code: 'invoice.not_found',
          page: 'https://hub.example/docs/errors/invoice.not_found',
        },
      },
      pairedItem: { item: 1 },
    });
  });
});
