import type { Loop } from '../../support/create-loop.ts';

/** A payment as Xero tells it, settled. */
export async function receivePayment(
  loop: Loop,
  payment: { id: string; number: string; amount: string; currency?: string },
): Promise<void> {
  const { id, number, amount, currency = 'USD' } = payment;
  const invoiceId = (await loop.accounting.find('invoice', number))?.externalId ?? `xero-${number}`;
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
          Status: 'AUTHORISED',
          CurrencyCode: currency,
          Invoice: { InvoiceID: invoiceId, InvoiceNumber: number },
        },
      },
    ],
    'accounting',
  );
  await loop.hub.drain();
}
