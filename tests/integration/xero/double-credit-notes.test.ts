import { expect, test } from 'vitest';
import {
  bookMasterData,
  CUSTOMER_ID,
  creditFields,
  invoiceWrite,
  startOrganisation,
  TENANT_ID,
  usdFields,
} from './start-organisation.ts';

const OUTSTANDING = 'Credit Note cannot be allocated as amount is greater than amount outstanding';

/** Two invoices and two customers, a credit note of 3,480.00 for the first of each, and calls as an app makes them. */
async function stage() {
  const { xero, connector } = await startOrganisation();
  const contactId = await bookMasterData(connector);
  const other = await connector.write({
    object: 'contact',
    fields: { name: 'Contoso', email: null, taxNumber: null },
    references: { customer: CUSTOMER_ID.replace('aa', 'bb') },
    operationKey: 'contact-2',
  });
  const bill = async (number: string, customer: string, total: string): Promise<string> => {
    const line = { sku: 'SEAT', description: 'Seats', quantity: '1', taxType: 'E:0' };
    const fields = usdFields(customer, {
      number,
      lines: [{ ...line, unitPrice: String(Number.parseInt(total, 10)), netAmount: total }],
      net: total,
      total,
    });
    return (await connector.write(invoiceWrite(fields, { operationKey: number }))).externalId;
  };
  const large = await bill('INV-1', contactId, '9000.00');
  const small = await bill('INV-2', contactId, '100.00');
  const theirs = await bill('INV-3', other.externalId, '9000.00');
  const { externalId: noteId } = await connector.write({
    object: 'credit_note',
    fields: creditFields(contactId),
    references: { customer: contactId },
    operationKey: 'credit-1',
  });
  const call = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${xero.url}${path}`, {
      method,
      headers: {
        authorization: 'Bearer xero-token',
        'xero-tenant-id': TENANT_ID,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  const allocate = (invoiceId: string, amount: number, headers: Record<string, string> = {}) =>
    call(
      'PUT',
      `/CreditNotes/${noteId}/Allocations`,
      { Allocations: [{ Invoice: { InvoiceID: invoiceId }, Amount: amount, Date: '2026-11-25' }] },
      headers,
    );
  return { xero, connector, large, small, theirs, noteId, call, allocate };
}

test('an allocation takes its amount off the credit note and off the invoice, each to PAID at nothing', async () => {
  const { large, small, noteId, call, allocate } = await stage();
  const answer = await allocate(large, 3380);
  expect(answer).toMatchObject({
    status: 200,
    body: { Allocations: [{ Amount: 3380, Invoice: { InvoiceID: large, InvoiceNumber: 'INV-1' } }] },
  });
  expect((await call('GET', `/CreditNotes/${noteId}`)).body.CreditNotes).toMatchObject([
    { Type: 'ACCRECCREDIT', Status: 'AUTHORISED', Total: 3480, RemainingCredit: 100 },
  ]);
  expect((await call('GET', `/Invoices/${large}`)).body.Invoices).toMatchObject([
    { Status: 'AUTHORISED', AmountDue: 5620, AmountCredited: 3380, AmountPaid: 0 },
  ]);
  expect((await allocate(small, 100)).status).toBe(200);
  expect((await call('GET', '/CreditNotes/CN-2026-0001')).body.CreditNotes).toMatchObject([
    { Status: 'PAID', RemainingCredit: 0, Allocations: [{ Amount: 3380 }, { Amount: 100 }] },
  ]);
  expect((await call('GET', `/Invoices/${small}`)).body.Invoices).toMatchObject([
    { Status: 'PAID', AmountDue: 0, AmountCredited: 100 },
  ]);
});

test.each([
  ['over what is left of the credit note', 'large', 3480.01, OUTSTANDING],
  ['over what is due on the invoice', 'small', 100.01, OUTSTANDING],
  ['of nothing', 'large', 0, 'Amount must be greater than zero'],
  [
    'to an invoice of another contact',
    'theirs',
    100,
    'Credit Note cannot be allocated to an invoice of another contact',
  ],
] as const)('an allocation %s is refused and changes nothing', async (_case, target, amount, reason) => {
  const { xero, allocate, ...ids } = await stage();
  const before = xero.store.invoices();
  const answer = await allocate(ids[target], amount);
  expect(answer).toMatchObject({
    status: 400,
    body: { Type: 'ValidationException', Elements: [{ ValidationErrors: [{ Message: reason }] }] },
  });
  expect(xero.store.allocations()).toEqual([]);
  expect(xero.store.invoices()).toEqual(before);
});

test('an allocation to what is paid, voided or unknown, or of what is voided, is refused with its reason', async () => {
  const { xero, large, small, noteId, call, allocate } = await stage();
  const reasonOf = async (invoiceId: string): Promise<string[]> => {
    const { body } = await allocate(invoiceId, 1);
    return body.Elements[0].ValidationErrors.map(({ Message }: { Message: string }) => Message);
  };
  xero.recordPayment({ invoiceNumber: 'INV-2', amount: '100.00', date: '2026-11-24', reference: '' });
  expect(await reasonOf(small)).toContain(
    'The invoice you are trying to allocate to has already been paid off',
  );
  xero.editInvoice('INV-1', { status: 'VOIDED' });
  expect(await reasonOf(large)).toContain('Credit Note can only be allocated to an authorised invoice');
  expect(await reasonOf('3f0cbd5f-0e0e-4a55-9c39-0d5f4f4f8a11')).toEqual([
    'The invoice you are trying to allocate to could not be found',
  ]);
  await call('POST', '/CreditNotes', { CreditNotes: [{ CreditNoteID: noteId, Status: 'VOIDED' }] });
  expect(await reasonOf(large)).toContain('Credit Note cannot be allocated as it is voided');
});

test('one Idempotency-Key allocates once and answers the same', async () => {
  const { xero, large, allocate } = await stage();
  const first = await allocate(large, 100, { 'idempotency-key': 'k' });
  expect(await allocate(large, 100, { 'idempotency-key': 'k' })).toEqual(first);
  expect(xero.store.allocations()).toHaveLength(1);
  expect((await allocate(large, 200, { 'idempotency-key': 'k' })).status).toBe(400);
});

test('an allocation cannot come with the creation of a credit note, nor to one that is not there', async () => {
  const { call, large } = await stage();
  const record = { Invoice: { InvoiceID: large }, Amount: 1, Date: '2026-11-25' };
  expect((await call('PUT', '/CreditNotes/none/Allocations', { Allocations: [record] })).status).toBe(404);
  expect((await call('PUT', '/CreditNotes', { CreditNotes: [{ Allocations: [record] }] })).status).toBe(400);
  expect((await call('GET', '/CreditNotes/none')).status).toBe(404);
});

test('a second credit note of one number, and one for nobody, are refused', async () => {
  const { connector, xero } = await stage();
  const [note] = xero.store.creditNotes();
  const write = (fields: ReturnType<typeof creditFields>) =>
    connector.write({
      object: 'credit_note',
      fields,
      references: { customer: String(fields['contactId']) },
      operationKey: JSON.stringify(fields),
    });
  await expect(
    write(creditFields('3f0cbd5f-0e0e-4a55-9c39-0d5f4f4f8a11', { number: 'CN-2' })),
  ).rejects.toMatchObject({ code: 'target.refused', detail: expect.stringContaining('contact') });
  await expect(write(creditFields(note?.contactId ?? '', { reference: 'other' }))).rejects.toMatchObject({
    code: 'target.conflict',
  });
  expect(xero.store.creditNotes()).toHaveLength(1);
});
