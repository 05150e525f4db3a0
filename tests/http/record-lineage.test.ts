import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiveRecords } from '../../runtime/src/flow/ingest/receive-records.ts';
import { createConnection } from '../../runtime/src/flow/setup/create-connection.ts';
import { LineageSchema } from '../../runtime/src/http/schemas/lineage.ts';
import { acceptFiles } from '../support/push-files.ts';
import { readSample } from '../support/read-sample.ts';
import { contractOf, monthly } from '../support/sample-contracts.ts';
import { CARD_LINES } from '../support/sample-records.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { AnyPage, readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
  await loop.tellOf({ id: '1', lines: CARD_LINES });
  await loop.hub.drain();
  const push = await acceptFiles(loop);
  await push('contract', contractOf({ id: 'Access', startsOn: '2026-11-01', plan: monthly('1') }));
  await push('billing_event', { ...readSample('csv-billing_event'), id: 'fact' });
  await push('product', { ...readSample('csv-product'), id: 'p-1', sku: 'NEW-1', name: 'Sensor kit' });
  await pushToJapan();
});

afterAll(() => loop.hub.close());

/** A ledger of the Japanese entity alone, with one invoice and one account. */
async function pushToJapan(): Promise<void> {
  const ctx = loop.hub.system(loop.organization.id);
  const { id: connectionId } = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    createConnection(tx, ctx, {
      system: 'xero',
      name: 'Xero Japan',
      role: 'accounting',
      baseUrl: 'https://api.xero.com/api.xro/2.0',
      entityId: loop.organization.jpEntityId,
      config: { tenantId: 'japan', salesAccountCode: '200', taxTypes: {} },
      secrets: { accessToken: 'token', webhookSecret: 'key' },
    }),
  );
  for (const object of ['invoice', 'account']) {
    const records = [{ ...readSample(`xero-${object}`), id: object }];
    await receiveRecords({ ctx, input: { system: 'xero', object, connectionId, records } });
  }
  await loop.hub.drain();
}

async function idOf(list: string, query = ''): Promise<string> {
  const { items } = await readAs(loop.call(key, `/v1/${list}?${query}`), AnyPage);
  return items[0]?.id ?? '';
}

const ask = (list: string, id: string, path: string, as = key) =>
  loop.call(as, `/v1/${list}/${id}/lineage?path=${path}`);

const lineage = async (list: string, id: string, path: string) =>
  LineageSchema.strict().parse(await (await ask(list, id, path)).json());

describe('a value that a mapping made', () => {
  test.each([
    ['contacts', 'query=ap@northwind.example', '/email', { system: 'hubspot', object: 'contact' }],
    ['contracts', '', '/title', { system: 'csv', object: 'contract' }],
    ['billing-events', '', '/kind', { system: 'csv', object: 'billing_event' }],
    ['products', 'query=NEW-1', '/name', { system: 'csv', object: 'product' }],
    ['ledger-entries', '', '/number', { system: 'xero', object: 'invoice' }],
    ['accounts', '', '/code', { system: 'xero', object: 'account' }],
  ])('of %s is told with its mapping version and what was received', async (list, query, path, mapping) => {
    const { steps } = await lineage(list, await idOf(list, query), path);
    expect(steps).toContainEqual(
      expect.objectContaining({ mapping: expect.objectContaining({ ...mapping, version: 1 }) }),
    );
    expect(steps.at(-1)).toMatchObject({ kind: 'received', ...mapping });
  });
});

describe('a value that was entered in the hub', () => {
  test('of a payment that a program recorded names the program', async () => {
    const invoiceId = await idOf('invoices');
    const payment = {
      invoiceId,
      amount: '1.00',
      currency: 'USD',
      receivedOn: '2026-11-24',
      externalId: 'w-1',
    };
    await loop.call(key, '/v1/payments', { json: payment, idempotencyKey: 'w-1' });
    const told = await lineage('payments', await idOf('payments'), '/amount');
    expect(told).toMatchObject({
      value: '1.00',
      steps: [{ kind: 'entered', stamp: { by: { kind: 'api_key' } } }],
    });
  });

  test('of the product master names who priced the product, down to one price', async () => {
    const id = await idOf('products', 'query=PLAT-Y');
    expect(await lineage('products', id, '/versions/0/prices/USD')).toMatchObject({
      steps: [{ kind: 'entered' }],
    });
    await expectProblem(await ask('products', id, '/id'), 'lineage.no_value');
  });
});

test('a record of a ledger of another entity is as unknown as one that nobody has', async () => {
  const { key: narrow } = await loop.key({ entityIds: [loop.organization.usEntityId] });
  for (const list of ['ledger-entries', 'accounts']) {
    const id = await idOf(list);
    expect((await ask(list, id, '/id')).status).toBe(400);
    await expectProblem(await ask(list, id, '/id', narrow), 'record.not_found');
  }
});
