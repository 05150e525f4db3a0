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
export async function receiveXeroPayment(loop: Loop, payment: XeroPayment): Promise<void> {
  const { id, number, amount, status = 'AUTHORISED', currency = 'USD' } = payment;
  const ours = (await loop.accounting.find('invoice', number))?.externalId;
  const invoiceId = payment.invoiceId ?? ours ?? `xero-${number}`;
  await loop.tell(
    'invoice',
    invoiceId,
    [
      {
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
      },
    ],
    'accounting',
  );
  await loop.hub.drain();
}
