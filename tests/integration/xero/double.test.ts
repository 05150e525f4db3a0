import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { XeroDouble } from '../../../runtime/src/doubles/xero/start-xero-double.ts';
import { z } from '../../support/zod.ts';
import {
  bookMasterData,
  invoiceWrite,
  startOrganisation,
  TENANT_ID,
  usdFields,
} from './start-organisation.ts';

const HEADERS = { authorization: 'Bearer xero-token', 'xero-tenant-id': TENANT_ID };

const put = (
  xero: XeroDouble,
  list: string,
  record: object,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${xero.url}/${list}?summarizeErrors=false`, {
    method: 'PUT',
    headers: { ...HEADERS, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ [list]: [record] }),
  });

test.each([
  ['no token', { 'xero-tenant-id': TENANT_ID }, 401],
  ['a wrong token', { ...HEADERS, authorization: 'Bearer other' }, 401],
  ['no tenant', { authorization: HEADERS.authorization }, 403],
  ['another tenant', { ...HEADERS, 'xero-tenant-id': 'other' }, 403],
])('%s is not let in', async (_case, headers, status) => {
  const { xero } = await startOrganisation();
  expect((await fetch(`${xero.url}/Items/SEAT`, { headers })).status).toBe(status);
});

test.each([
  ['a field that Xero does not have', { Name: 'x', Nickname: 'y' }],
  ['a name of the wrong type', { Name: 1 }],
  ['a contact number that is too long', { Name: 'x', ContactNumber: 'x'.repeat(51) }],
])('a request with %s does not fit the contract', async (_case, record) => {
  const { xero } = await startOrganisation();
  expect((await put(xero, 'Contacts', record)).status).toBe(400);
  expect(xero.store.contacts()).toEqual([]);
});

test('an empty Idempotency-Key, or one above 128 characters, does not fit the contract', async () => {
  const { xero } = await startOrganisation();
  for (const key of ['', 'k'.repeat(129)]) {
    expect((await put(xero, 'Contacts', { Name: 'x' }, { 'idempotency-key': key })).status).toBe(400);
  }
  expect((await put(xero, 'Contacts', { Name: 'x' }, { 'idempotency-key': 'k'.repeat(128) })).status).toBe(
    200,
  );
});

test('one Idempotency-Key writes once and answers the same; with another body it is refused', async () => {
  const { xero } = await startOrganisation();
  const key = { 'idempotency-key': 'k1' };
  const first = await (await put(xero, 'Contacts', { Name: 'x' }, key)).json();
  expect(await (await put(xero, 'Contacts', { Name: 'x' }, key)).json()).toEqual(first);
  expect((await put(xero, 'Contacts', { Name: 'y' }, key)).status).toBe(400);
  expect(xero.store.contacts()).toHaveLength(1);
});

const LINE = {
  Description: 'Seats',
  Quantity: 3,
  UnitAmount: 33.33,
  AccountCode: '200',
  TaxType: 'OUTPUT2',
};

const BookedInvoices = z.object({
  Invoices: z.tuple([
    z.object({
      StatusAttributeString: z.string(),
      ValidationErrors: z.array(z.object({ Message: z.string() })).default([]),
      Total: z.number().optional(),
    }),
  ]),
});

async function bookLine(
  change: object,
): Promise<{ status: string; reasons: string[]; total: number | undefined }> {
  const { xero, connector } = await startOrganisation();
  const contactId = await bookMasterData(connector);
  const answer = await put(xero, 'Invoices', {
    Type: 'ACCREC',
    Status: 'AUTHORISED',
    LineAmountTypes: 'Exclusive',
    InvoiceNumber: 'INV-1',
    Contact: { ContactID: contactId },
    Date: '2026-11-24',
    DueDate: '2026-12-24',
    CurrencyCode: 'USD',
    LineItems: [{ ...LINE, ...change }],
  });
  const [invoice] = BookedInvoices.parse(await answer.json()).Invoices;
  return {
    status: invoice.StatusAttributeString,
    reasons: invoice.ValidationErrors.map(({ Message }) => Message),
    total: invoice.Total,
  };
}

test('what is not sent is computed as Xero does: amount and tax by line, rounded half up', async () => {
  expect(await bookLine({})).toEqual({ status: 'OK', reasons: [], total: 109.99 });
});

test.each([
  [
    'a line amount',
    { LineAmount: 99.98 },
    'The line total 99.98 does not match the expected line total 99.99',
  ],
  [
    'a discount',
    { LineAmount: 99.99, DiscountAmount: 9.99 },
    'The line total 99.99 does not match the expected line total 90',
  ],
  ['an account', { AccountCode: '999' }, "Account code '999' is not a valid code for this document."],
  [
    'a tax type',
    { TaxType: 'NOPE' },
    "The TaxType code 'NOPE' does not exist or cannot be used for this type of transaction.",
  ],
  ['an item', { ItemCode: 'NOPE' }, "Item code 'NOPE' is not valid"],
  ['a tax on nothing', { TaxType: 'NONE', TaxAmount: 1 }, 'The tax amount must be zero for this tax type.'],
])('%s that cannot be is refused in an answer of 200', async (_case, change, reason) => {
  expect(await bookLine(change)).toMatchObject({ status: 'ERROR', reasons: [reason] });
});

test('without summarizeErrors=false a refusal is a validation exception of status 400', async () => {
  const { xero } = await startOrganisation();
  const answer = await fetch(`${xero.url}/Contacts`, {
    method: 'PUT',
    headers: { ...HEADERS, 'content-type': 'application/json' },
    body: JSON.stringify({ Contacts: [{ Name: ' ' }] }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    Type: 'ValidationException',
    Elements: [{ ValidationErrors: [{ Message: 'The Contact Name cannot be empty.' }] }],
  });
});

test('a payment is at most what is due, and only of an approved invoice', async () => {
  const { xero, connector } = await startOrganisation();
  await connector.write(invoiceWrite(usdFields(await bookMasterData(connector))));
  const receipt = { invoiceNumber: 'INV-2026-0042', date: '2026-11-30', reference: '' };
  xero.recordPayment({ ...receipt, amount: '17899.99' });
  expect(() => xero.recordPayment({ ...receipt, amount: '0.02' })).toThrow('exceeds');
  expect(() => xero.recordPayment({ ...receipt, amount: '0' })).toThrow('greater than zero');
  xero.recordPayment({ ...receipt, amount: '0.01' });
  expect(() => xero.recordPayment({ ...receipt, amount: '0.01' })).toThrow('AUTHORISED');
});

test('the books outlive the process, with the answers of their idempotency keys', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xero-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const stateFile = join(folder, 'xero.json');
  const before = await startOrganisation({ stateFile });
  const fields = usdFields(await bookMasterData(before.connector));
  const { externalId } = await before.connector.write(invoiceWrite(fields));
  await before.xero.stop();
  const after = await startOrganisation({ stateFile });
  expect(await after.connector.read('invoice', externalId)).toEqual({ externalId, fields });
  expect(await after.connector.write(invoiceWrite(fields))).toEqual({ externalId });
  expect(after.xero.writes).toEqual([]);
});
