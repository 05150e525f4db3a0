import { expect, test } from 'vitest';
import { bookMasterData, invoiceWrite, startOrganisation, usdFields } from './start-organisation.ts';

async function booked() {
  const { xero, connector } = await startOrganisation();
  const fields = usdFields(await bookMasterData(connector));
  const { externalId } = await connector.write(invoiceWrite(fields));
  const voidIt = (operationKey = 'void-1') =>
    connector.write({
      object: 'invoice_void',
      externalId,
      fields: { status: 'voided' },
      references: { attempt: '1' },
      operationKey,
    });
  const pay = () =>
    xero.recordPayment({ invoiceNumber: 'INV-2026-0042', amount: '1.00', date: '2026-11-24', reference: '' });
  return { xero, connector, externalId, voidIt, pay };
}

test('an invoice is voided and read back as such; it counts in the books no more', async () => {
  const { xero, connector, externalId, voidIt } = await booked();
  expect(await connector.read('invoice_void', externalId)).toEqual({
    externalId,
    fields: { status: 'booked' },
  });
  expect(await voidIt()).toEqual({ externalId });
  expect(await connector.read('invoice_void', externalId)).toEqual({
    externalId,
    fields: { status: 'voided' },
  });
  expect(await connector.read('invoice', externalId)).toBeUndefined();
  expect(xero.store.invoices()).toMatchObject([{ number: 'INV-2026-0042', status: 'VOIDED' }]);
});

test('a void that is asked for again, under any key, is left as it is', async () => {
  const { xero, voidIt } = await booked();
  await voidIt();
  const before = xero.writes.length;
  await voidIt('void-2');
  expect(xero.writes).toHaveLength(before);
});

test('one that a payment is on is refused with the reason of Xero, and stays booked', async () => {
  const { connector, xero, externalId, voidIt, pay } = await booked();
  const paymentId = pay();
  await expect(voidIt()).rejects.toMatchObject({
    code: 'target.refused',
    detail: expect.stringContaining('payment or credit note allocated'),
  });
  expect(await connector.read('invoice_void', externalId)).toMatchObject({ fields: { status: 'booked' } });
  xero.deletePayment(paymentId);
  // Under the same key Xero gives its first answer again; a new request has a new one.
  await expect(voidIt()).rejects.toMatchObject({ code: 'target.refused' });
  await voidIt('void-2');
  expect(await connector.read('invoice_void', externalId)).toMatchObject({ fields: { status: 'voided' } });
});

test('without summarizeErrors=false Xero answers 400 with the validation errors', async () => {
  const { xero, externalId, pay } = await booked();
  pay();
  const response = await fetch(`${xero.url}/Invoices`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer xero-token',
      'xero-tenant-id': '2d5c7f0e-8a41-4b6f-9a57-4e0c6f1d2b3a',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ Invoices: [{ InvoiceID: externalId, Status: 'VOIDED' }] }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    Type: 'ValidationException',
    Elements: [
      {
        ValidationErrors: [
          { Message: 'This document cannot be edited as it has a payment or credit note allocated to it.' },
        ],
      },
    ],
  });
});

test('an answer that is lost leaves the invoice void once, and the repetition finds it so', async () => {
  const { xero, connector, externalId, voidIt } = await booked();
  xero.faults.add({ kind: 'commit_then_hang_up', method: 'POST', pathPrefix: '/Invoices' });
  await expect(voidIt()).rejects.toMatchObject({ code: 'target.timeout' });
  await voidIt();
  expect(await connector.read('invoice_void', externalId)).toMatchObject({ fields: { status: 'voided' } });
  expect(xero.writes.filter(({ record }) => record['Status'] === 'VOIDED')).toHaveLength(1);
});
