import type { RawRecord } from '../../../../runtime/src/flow/ports.ts';
import type { Loop } from '../../../support/create-loop.ts';

/** A payment of an invoice of ours; `invoiceId` is the invoice's id in Xero, ours there unless told. */
export type XeroPayment = {
  id: string;
  number: string;
  amount: string;
  status?: 'AUTHORISED' | 'DELETED';
  currency?: string;
  invoiceId?: string;
};

/** Puts a payment into the ledger as Xero gives it, told by its webhook for the invoice, and runs what follows. */
export function receiveXeroPayment(loop: Loop, payment: XeroPayment): Promise<void> {
  return receiveXeroPayments(loop, payment, []);
}

/** The same with further payments of the same invoice, which come in one answer. */
export async function receiveXeroPayments(
  loop: Loop,
  first: XeroPayment,
  others: XeroPayment[],
): Promise<void> {
  const ours = (await loop.accounting.find('invoice', first.number))?.externalId;
  const invoiceId = first.invoiceId ?? ours ?? `xero-${first.number}`;
  const records = [first, ...others].map((payment) => toRecord(payment, invoiceId));
  await loop.tell('invoice', invoiceId, records, 'accounting');
  await loop.hub.drain();
}

function toRecord(payment: XeroPayment, invoiceId: string): RawRecord {
  const { id, number, amount, status = 'AUTHORISED', currency = 'USD' } = payment;
  return {
    object: 'payment',
    externalId: id,
    modifiedAt: null,
    payload: {
      PaymentID: id,
      Amount: amount,
      Date: '2026-12-01',
      Status: status,
      CurrencyCode: currency,
      Invoice: { InvoiceID: invoiceId, InvoiceNumber: number },
    },
  };
}
