import type { TargetRecord } from '../../../flow/ports.ts';
import { amountText } from './amount-text.ts';
import type { XeroClient } from './client.ts';

/** Reads what of an invoice is paid, credited and due in Xero; undefined when there is no such invoice. */
export async function readBalance(client: XeroClient, invoiceId: string): Promise<TargetRecord | undefined> {
  const invoice = await client.findInvoice(invoiceId);
  if (invoice === undefined) return undefined;
  const amount = (text: string): string => amountText(text, invoice.CurrencyCode);
  return {
    externalId: invoice.InvoiceID,
    fields: {
      paid: amount(invoice.AmountPaid),
      credited: amount(invoice.AmountCredited),
      due: amount(invoice.AmountDue),
    },
  };
}
