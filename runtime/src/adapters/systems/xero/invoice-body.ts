import { AppError } from '../../../core/app-error.ts';
import { assert } from '../../../core/assert.ts';
import type { JsonObject } from '../../../core/json.ts';
import { type CurrencyCode, parseCurrencyCode } from '../../../core/money/currency.ts';
import { money } from '../../../core/money/money.ts';
import { moneyToText } from '../../../core/money/money-to-text.ts';
import type { InvoiceFields } from './invoice-fields.ts';
import { amountMinorOf, type InvoiceBooking, linesToBody, refuseOtherSum } from './line-body.ts';
import { splitTax } from './split-tax.ts';

/**
 * The invoice as Xero is to book it, without ids of its own. Our tax per rate stands on the lines, so that Xero's
 * totals are ours. Raises target.refused for what Xero cannot hold: more decimals, or totals that the lines do not give.
 */
export function invoiceToBody(
  fields: InvoiceFields,
  booking: InvoiceBooking,
): JsonObject & { LineItems: JsonObject[] } {
  const currency = parseCurrencyCode(fields.currency);
  assert(currency.ok, 'an invoice has a currency of ISO 4217');
  return {
    Type: 'ACCREC',
    Status: 'AUTHORISED',
    SentToContact: true,
    LineAmountTypes: 'Exclusive',
    InvoiceNumber: fields.number,
    Contact: { ContactID: fields.contactId },
    Date: fields.issueDate,
    DueDate: fields.dueDate,
    CurrencyCode: fields.currency,
    Reference: fields.reference ?? '',
    LineItems: linesToBody(fields.lines, taxesOf(fields, currency.value), booking),
  };
}

function taxesOf(fields: InvoiceFields, currency: CurrencyCode): string[] {
  refuseOtherSum(fields);
  const minor = (text: string): bigint => amountMinorOf(text, currency);
  const lines = fields.lines.map((line) => ({ netMinor: minor(line.netAmount), taxKey: line.taxType }));
  const split = splitTax(lines, minor(fields.tax));
  if (!split.ok) throw new AppError('target.refused', { detail: `Xero cannot book it: ${split.reason}.` });
  return split.value.map((taxMinor) => moneyToText(money(taxMinor, currency)));
}
