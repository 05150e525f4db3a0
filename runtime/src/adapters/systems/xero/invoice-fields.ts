import { z } from 'zod';
import { DateText, DecimalText } from '../../../core/invoice/document.ts';
import { decimalOf } from '../../../core/money/decimal-of.ts';
import { decimalToText } from '../../../core/money/decimal-to-text.ts';
import type { SyncFields } from '../../../flow/ports.ts';
import { amountText } from './amount-text.ts';
import type { XeroInvoice, XeroLine } from './api-types.ts';
import type { TaxTypes } from './tax-types.ts';

/** The lines of a document as they are written and read back. */
export const LineFields = z
  .array(
    z.strictObject({
      sku: z.string(),
      description: z.string().min(1),
      quantity: DecimalText,
      unitPrice: DecimalText,
      netAmount: DecimalText,
      taxType: z.string().regex(/^[A-Z]+:[0-9]+(\.[0-9]+)?$/),
    }),
  )
  .min(1);
export type LineFields = z.infer<typeof LineFields>;

/** An invoice as it is written and read back. Amounts are decimals in major units; `taxType` is `<category>:<rate>`. */
export const InvoiceFields = z.strictObject({
  number: z.string().min(1).max(255),
  contactId: z.uuid(),
  issueDate: DateText,
  dueDate: DateText,
  currency: z.string().regex(/^[A-Z]{3}$/),
  reference: z.string().nullable(),
  lines: LineFields,
  net: DecimalText,
  tax: DecimalText,
  total: DecimalText,
});
export type InvoiceFields = z.infer<typeof InvoiceFields>;

/** An invoice of Xero in our field names, with every decimal in its one form, so that it compares by equality. */
export function invoiceToFields(invoice: XeroInvoice, taxTypes: TaxTypes): SyncFields {
  const { CurrencyCode: currency } = invoice;
  return {
    number: invoice.InvoiceNumber,
    contactId: invoice.Contact.ContactID,
    issueDate: invoice.Date,
    dueDate: invoice.DueDate ?? null,
    currency,
    reference: invoice.Reference || null,
    lines: linesToFields(invoice.LineItems, currency, taxTypes),
    net: amountText(invoice.SubTotal, currency),
    tax: amountText(invoice.TotalTax, currency),
    total: amountText(invoice.Total, currency),
  };
}

/** Lines of Xero in our field names. */
export function linesToFields(lines: readonly XeroLine[], currency: string, taxTypes: TaxTypes): LineFields {
  const plain = (text: string): string => decimalToText(decimalOf(text));
  return lines.map((line) => ({
    sku: line.ItemCode,
    description: line.Description,
    quantity: plain(line.Quantity),
    unitPrice: plain(line.UnitAmount),
    netAmount: amountText(line.LineAmount, currency),
    taxType: taxTypes.fromXero(line.TaxType),
  }));
}
