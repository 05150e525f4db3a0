import { expect, test } from 'vitest';
import { inferFields } from '../../../runtime/src/core/mapping/infer-fields.ts';
import {
  bookMasterData,
  invoiceWrite,
  jpyFields,
  startOrganisation,
  usdFields,
} from './start-organisation.ts';

test('an invoice comes with its payments before it, amounts and dates as text', async () => {
  const { xero, connector } = await startOrganisation();
  const fields = usdFields(await bookMasterData(connector));
  const { externalId } = await connector.write(invoiceWrite(fields));
  const paymentId = xero.recordPayment({
    invoiceNumber: 'INV-2026-0042',
    amount: '7900.10',
    date: '2026-11-30',
    reference: 'Wire 1 of 2',
  });
  const records = await connector.get('invoice', externalId);
  expect(records.map(({ object }) => object)).toEqual(['payment', 'invoice']);
  expect(records[0]).toEqual({
    object: 'payment',
    externalId: paymentId,
    modifiedAt: '2026-11-24T00:00:00.000Z',
    payload: {
      PaymentID: paymentId,
      Date: '2026-11-30',
      Amount: '7900.10',
      BankAmount: '7900.1',
      CurrencyCode: 'USD',
      Reference: 'Wire 1 of 2',
      Status: 'AUTHORISED',
      PaymentType: 'ACCRECPAYMENT',
      Invoice: { InvoiceID: externalId, InvoiceNumber: 'INV-2026-0042', CurrencyCode: 'USD' },
    },
  });
  expect(records[1]?.payload).toMatchObject({
    AmountDue: '9999.90',
    AmountPaid: '7900.10',
    Status: 'AUTHORISED',
  });
  expect(await connector.get('payment', paymentId)).toEqual(records.slice(0, 1));
});

test('an amount of yen has no decimals', async () => {
  const { xero, connector } = await startOrganisation();
  const { externalId } = await connector.write(invoiceWrite(jpyFields(await bookMasterData(connector))));
  xero.recordPayment({ invoiceNumber: 'JP-2026-0007', amount: '3290', date: '2026-12-31', reference: '' });
  const [payment, invoice] = await connector.get('invoice', externalId);
  expect(payment?.payload).toMatchObject({ Amount: '3290', CurrencyCode: 'JPY', Date: '2026-12-31' });
  expect(invoice?.payload).toMatchObject({ AmountDue: '0', Status: 'PAID' });
});

test('a payment that was taken back comes as DELETED, and its invoice is open again', async () => {
  const { xero, connector } = await startOrganisation();
  const { externalId } = await connector.write(invoiceWrite(usdFields(await bookMasterData(connector))));
  const receipt = { invoiceNumber: 'INV-2026-0042', date: '2026-11-30', reference: '' };
  const paymentId = xero.recordPayment({ ...receipt, amount: '17900' });
  expect((await connector.get('invoice', externalId)).at(-1)?.payload).toMatchObject({ Status: 'PAID' });
  xero.deletePayment(paymentId);
  const [payment, invoice] = await connector.get('invoice', externalId);
  expect(payment).toMatchObject({
    externalId: paymentId,
    payload: { Status: 'DELETED', Amount: '17900.00' },
  });
  expect(invoice?.payload).toMatchObject({ Status: 'AUTHORISED', AmountDue: '17900.00' });
});

test('all payments come, beyond one page, each once', async () => {
  const { xero, connector } = await startOrganisation();
  const { externalId } = await connector.write(invoiceWrite(usdFields(await bookMasterData(connector))));
  const ids = Array.from({ length: 203 }, () =>
    xero.recordPayment({ invoiceNumber: 'INV-2026-0042', amount: '0.01', date: '2026-11-30', reference: '' }),
  );
  const records = await connector.get('invoice', externalId);
  expect(records.slice(0, -1).map((record) => record.externalId)).toEqual(ids.toSorted());
});

test('the same state gives the same records, so that a repeated hint changes nothing', async () => {
  const { xero, connector } = await startOrganisation();
  const { externalId } = await connector.write(invoiceWrite(usdFields(await bookMasterData(connector))));
  xero.recordPayment({ invoiceNumber: 'INV-2026-0042', amount: '5', date: '2026-11-30', reference: '' });
  expect(await connector.get('invoice', externalId)).toEqual(await connector.get('invoice', externalId));
});

test.each(['invoice', 'payment'])('a %s that does not exist is record.not_found', async (object) => {
  const { connector } = await startOrganisation();
  const id = 'b3d5a2c6-3f2e-4f0f-9d5a-0a7e3f4b5c6d';
  await expect(connector.get(object, id)).rejects.toMatchObject({ code: 'record.not_found' });
});

test('what is described of payments and invoices is what their records hold, no more and no less', async () => {
  const { xero, connector } = await startOrganisation();
  const { externalId } = await connector.write(invoiceWrite(usdFields(await bookMasterData(connector))));
  const reference = { invoiceNumber: 'INV-2026-0042', date: '2026-11-30', reference: 'Wire' };
  xero.recordPayment({ ...reference, amount: '7900.10' });
  const records = await connector.get('invoice', externalId);
  for (const object of ['payment', 'invoice']) {
    const payloads = records.filter((record) => record.object === object).map(({ payload }) => payload);
    const described = (await connector.describeFields(object)).map(({ path }) => path);
    expect(described.toSorted()).toEqual(
      inferFields(payloads)
        .map(({ path }) => path)
        .toSorted(),
    );
  }
});
