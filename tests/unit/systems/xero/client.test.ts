import { expect, test } from 'vitest';
import { createXeroClient } from '../../../../runtime/src/adapters/systems/xero/client.ts';
import { createXeroConnector } from '../../../../runtime/src/adapters/systems/xero/create-xero-connector.ts';
import type { JsonValue } from '../../../../runtime/src/core/json.ts';
import type { Transport, TransportRequest } from '../../../../runtime/src/flow/ports.ts';

const ID = '96df0dff-43ec-4899-a7d9-e9d63ef12b19';

function answering(...bodies: JsonValue[]): { transport: Transport; requests: TransportRequest[] } {
  const requests: TransportRequest[] = [];
  const transport: Transport = {
    async request(request) {
      requests.push(request);
      return { status: 200, headers: {}, body: bodies[requests.length - 1] ?? null };
    },
  };
  return { transport, requests };
}

/** An invoice as the vendor's specification shows one, with numbers as text. */
const INVOICE = {
  Type: 'ACCREC',
  InvoiceID: ID,
  InvoiceNumber: 'INV-0002',
  Reference: '',
  Contact: { ContactID: ID, Name: 'Barney Rubble-83203' },
  DateString: '2018-10-20T00:00:00',
  Date: '/Date(1539993600000+0000)/',
  DueDate: '/Date(1546128000000+0000)/',
  Status: 'PAID',
  LineItems: [
    {
      Description: 'Acme Tires',
      UnitAmount: '20.00',
      LineAmount: '40.00',
      Quantity: '2.0000',
      TaxType: 'OUTPUT2',
    },
  ],
  SubTotal: '40.00',
  TotalTax: '6.00',
  Total: '46.00',
  CurrencyCode: 'NZD',
  UpdatedDateUTC: '/Date(1541176592690+0000)/',
};

function connectorOn(transport: Transport) {
  const taxTypes = { 'S:15': 'OUTPUT2' };
  return createXeroConnector({ transport, tenantId: ID, salesAccountCode: '200', taxTypes });
}

test('an answer of the vendor’s own example is read into our fields', async () => {
  const connector = connectorOn(answering({ Invoices: [INVOICE] }).transport);
  expect(await connector.read('invoice', ID)).toEqual({
    externalId: ID,
    fields: {
      number: 'INV-0002',
      contactId: ID,
      issueDate: '2018-10-20',
      dueDate: '2018-12-30',
      currency: 'NZD',
      reference: null,
      lines: [
        {
          sku: '',
          description: 'Acme Tires',
          quantity: '2',
          unitPrice: '20',
          netAmount: '40.00',
          taxType: 'S:15',
        },
      ],
      net: '40.00',
      tax: '6.00',
      total: '46.00',
    },
  });
});

test('a tax type that the connection does not name reads as itself, so that the difference is seen', async () => {
  const LineItems = [{ ...INVOICE.LineItems[0], TaxType: 'ZERORATED' }];
  const connector = connectorOn(answering({ Invoices: [{ ...INVOICE, LineItems }] }).transport);
  expect(await connector.read('invoice', ID)).toMatchObject({
    fields: { lines: [{ taxType: 'xero:ZERORATED' }] },
  });
});

test.each<[string, JsonValue]>([
  ['an amount as a JSON number', { Invoices: [{ ...INVOICE, Total: 46.1 }] }],
  ['an amount that is none', { Invoices: [{ ...INVOICE, Total: '46,10' }] }],
  ['a date of another form', { Invoices: [{ ...INVOICE, Date: '2018-10-20' }] }],
  ['no list', { Items: [] }],
  ['a bare array', [INVOICE]],
  ['nothing', null],
])('an answer with %s is garbage', async (_case, body) => {
  const connector = connectorOn(answering(body).transport);
  await expect(connector.read('invoice', ID)).rejects.toMatchObject({ code: 'target.garbage' });
});

test.each<[string, JsonValue]>([
  ['no record', { Items: [] }],
  ['two records', { Items: [{ ItemID: ID }, { ItemID: ID }] }],
  ['a record without its id', { Items: [{ StatusAttributeString: 'OK' }] }],
])(
  'a write that is answered with %s is garbage, and its outcome is not taken for a success',
  async (_case, body) => {
    const client = createXeroClient(answering(body).transport);
    const save = client.save({ list: 'Items', method: 'PUT', record: { Code: 'A' }, operationKey: 'k' });
    await expect(save).rejects.toMatchObject({ code: 'target.garbage' });
  },
);

test.each<[string, JsonValue]>([
  ['StatusAttributeString', { ItemID: ID, StatusAttributeString: 'ERROR' }],
  ['HasErrors', { ItemID: ID, HasErrors: true }],
  ['HasValidationErrors', { ItemID: ID, HasValidationErrors: true }],
  ['ValidationErrors', { ItemID: ID, ValidationErrors: [{ Message: '' }] }],
])('a refusal that only %s tells of is a refusal', async (_case, record) => {
  const client = createXeroClient(answering({ Items: [record] }).transport);
  const save = client.save({ list: 'Items', method: 'PUT', record: { Code: 'A' }, operationKey: 'k' });
  await expect(save).rejects.toMatchObject({
    code: 'target.refused',
    detail: 'Xero refused the record and gave no reason.',
  });
});

test('every write asks for refusals per record and carries a key of 64 characters', async () => {
  const { transport, requests } = answering({ Items: [{ ItemID: ID }] });
  await createXeroClient(transport).save({
    list: 'Items',
    method: 'PUT',
    record: { Code: 'A' },
    operationKey: '',
  });
  expect(requests[0]?.query).toEqual({ summarizeErrors: 'false', unitdp: '4' });
  expect(requests[0]?.headers?.['Idempotency-Key']).toMatch(/^[0-9a-f]{64}$/);
});

test('the key is the same for the same write, and another for another operation, method or record', async () => {
  const saved = { Items: [{ ItemID: ID }] };
  const { transport, requests } = answering(saved, saved, saved, saved, saved);
  const client = createXeroClient(transport);
  const save = { list: 'Items', method: 'PUT', record: { Code: 'A' }, operationKey: 'k' } as const;
  await client.save(save);
  await client.save(save);
  await client.save({ ...save, operationKey: 'k2' });
  await client.save({ ...save, method: 'POST' });
  await client.save({ ...save, record: { Code: 'B' } });
  const [first, again, ...others] = requests.map(({ headers }) => headers?.['Idempotency-Key']);
  expect(again).toBe(first);
  expect(new Set([first, ...others]).size).toBe(4);
});

test('a name with a quotation mark is not put into a condition', async () => {
  const { transport, requests } = answering({ Contacts: [] });
  const client = createXeroClient(transport);
  expect(await client.findContactsByName('A" || Name!="')).toEqual([]);
  expect(await client.findContactsByName('back\\slash')).toEqual([]);
  expect(requests).toEqual([]);
});

test('an invoice id that is no id never gets into a condition', async () => {
  const { transport, requests } = answering({ Payments: [] });
  await expect(createXeroClient(transport).listPayments('x") || true')).rejects.toThrow();
  expect(requests).toEqual([]);
});

test('payments that never end are garbage', async () => {
  const payment = {
    PaymentID: ID,
    Date: '/Date(0+0000)/',
    Amount: '1',
    Status: 'AUTHORISED',
    Invoice: { InvoiceID: ID, InvoiceNumber: 'INV-1', CurrencyCode: 'USD' },
  };
  const page = { Payments: Array.from({ length: 100 }, () => payment) };
  const { transport } = answering(...Array.from({ length: 30 }, () => page));
  await expect(createXeroClient(transport).listPayments(ID)).rejects.toMatchObject({
    code: 'target.garbage',
  });
});

test('a bill of a supplier brings no payments', async () => {
  const { transport, requests } = answering({ Invoices: [{ ...INVOICE, Type: 'ACCPAY' }] });
  const records = await connectorOn(transport).get('invoice', ID);
  expect(records.map(({ object }) => object)).toEqual(['invoice']);
  expect(requests).toHaveLength(1);
});

test('two taxes of ours with one tax type are refused when the connection is opened', () => {
  const taxTypes = { 'E:0': 'NONE', 'Z:0': 'NONE' };
  const { transport } = answering();
  expect(() =>
    createXeroConnector({ transport, tenantId: ID, salesAccountCode: '200', taxTypes }),
  ).toThrowError(expect.objectContaining({ code: 'config.invalid' }));
});
