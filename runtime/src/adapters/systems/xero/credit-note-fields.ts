import { z } from 'zod';
import { DateText, DecimalText } from '../../../core/invoice/document.ts';
import { decimalOf } from '../../../core/money/decimal-of.ts';
import { decimalToText } from '../../../core/money/decimal-to-text.ts';
import { amountText } from './amount-text.ts';
import type { XeroCreditNote } from './api-types.ts';
import { LineFields, linesToFields } from './invoice-fields.ts';
import type { TaxTypes } from './tax-types.ts';

/**
 * A credit note as it is written and read back: above zero, with its tax per rate, and with what of it is set off
 * against which invoice. Both lists are in the order of their keys.
 */
export const CreditNoteFields = z.strictObject({
  number: z.string().min(1).max(255),
  contactId: z.uuid(),
  issueDate: DateText,
  currency: z.string().regex(/^[A-Z]{3}$/),
  reference: z.string().nullable(),
  lines: LineFields,
  net: DecimalText,
  taxes: z.array(z.strictObject({ taxType: z.string(), tax: DecimalText })),
  tax: DecimalText,
  total: DecimalText,
  allocations: z.array(z.strictObject({ invoiceId: z.uuid(), amount: DecimalText })),
});
export type CreditNoteFields = z.infer<typeof CreditNoteFields>;

/** A credit note of Xero in our field names, with every decimal in its one form, so that it compares by equality. */
export function creditNoteToFields(creditNote: XeroCreditNote, taxTypes: TaxTypes): CreditNoteFields {
  const { CurrencyCode: currency, LineItems, Allocations } = creditNote;
  const taxes = sumByKey(LineItems.map((line) => [taxTypes.fromXero(line.TaxType), line.TaxAmount]));
  const applied = sumByKey(Allocations.map(({ Invoice, Amount }) => [Invoice.InvoiceID, Amount]));
  return {
    number: creditNote.CreditNoteNumber,
    contactId: creditNote.Contact.ContactID,
    issueDate: creditNote.Date,
    currency,
    reference: creditNote.Reference || null,
    lines: linesToFields(LineItems, currency, taxTypes),
    net: amountText(creditNote.SubTotal, currency),
    taxes: taxes.map(([taxType, tax]) => ({ taxType, tax: amountText(tax, currency) })),
    tax: amountText(creditNote.TotalTax, currency),
    total: amountText(creditNote.Total, currency),
    allocations: applied.map(([invoiceId, amount]) => ({ invoiceId, amount: amountText(amount, currency) })),
  };
}

function sumByKey(entries: readonly (readonly [string, string])[]): [string, string][] {
  const sums = new Map<string, string>();
  for (const [key, text] of entries) {
    sums.set(key, decimalToText(decimalOf(sums.get(key) ?? '0').plus(decimalOf(text))));
  }
  return [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1));
}
