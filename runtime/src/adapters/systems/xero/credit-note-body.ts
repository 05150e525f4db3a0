import { assert } from '../../../core/assert.ts';
import type { JsonObject } from '../../../core/json.ts';
import { parseCurrencyCode } from '../../../core/money/currency.ts';
import { money } from '../../../core/money/money.ts';
import { moneyToText } from '../../../core/money/money-to-text.ts';
import type { CreditNoteFields } from './credit-note-fields.ts';
import { amountMinorOf, type InvoiceBooking, linesToBody, refuseOtherSum } from './line-body.ts';
import { splitTaxByRate } from './split-tax.ts';

/**
 * The credit note as Xero is to book it, without what it is set off against: that is a call of its own. Raises
 * target.refused for what Xero cannot hold.
 */
export function creditNoteToBody(fields: CreditNoteFields, booking: InvoiceBooking): JsonObject {
  const parsed = parseCurrencyCode(fields.currency);
  assert(parsed.ok, 'a credit note has a currency of ISO 4217');
  const currency = parsed.value;
  refuseOtherSum(fields);
  const lines = fields.lines.map((line) => ({
    netMinor: amountMinorOf(line.netAmount, currency),
    taxKey: line.taxType,
  }));
  const byRate = new Map(fields.taxes.map(({ taxType, tax }) => [taxType, amountMinorOf(tax, currency)]));
  const taxes = splitTaxByRate(lines, byRate).map((taxMinor) => moneyToText(money(taxMinor, currency)));
  return {
    Type: 'ACCRECCREDIT',
    Status: 'AUTHORISED',
    LineAmountTypes: 'Exclusive',
    CreditNoteNumber: fields.number,
    Contact: { ContactID: fields.contactId },
    Date: fields.issueDate,
    CurrencyCode: fields.currency,
    Reference: fields.reference ?? '',
    LineItems: linesToBody(fields.lines, taxes, booking),
  };
}
