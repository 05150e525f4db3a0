import { AppError } from '../../../core/app-error.ts';
import { assert } from '../../../core/assert.ts';
import type { JsonObject } from '../../../core/json.ts';
import { type CurrencyCode, parseCurrencyCode } from '../../../core/money/currency.ts';
import { decimalOf } from '../../../core/money/decimal-of.ts';
import { decimalToText } from '../../../core/money/decimal-to-text.ts';
import { money } from '../../../core/money/money.ts';
import { moneyToText } from '../../../core/money/money-to-text.ts';
import { parseMoneyText } from '../../../core/money/parse-money-text.ts';
import type { InvoiceFields } from './invoice-fields.ts';
import { lineDiscount } from './line-discount.ts';
import { splitTax } from './split-tax.ts';
import type { TaxTypes } from './tax-types.ts';
import { textToJsonNumber } from './text-to-json-number.ts';

/** Xero keeps two decimals of an amount in every currency, and with unitdp=4 four of a price or a quantity. */
const AMOUNT_DECIMALS = 2;
const UNIT_DECIMALS = 4;

/** How one connection books: the sales account of every line, and the tax types. */
export type InvoiceBooking = { salesAccountCode: string; taxTypes: TaxTypes };

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
  const taxes = taxesOf(fields, currency.value);
  const amount = (text: string, pointer: string): number => textToJsonNumber(text, AMOUNT_DECIMALS, pointer);
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
    LineItems: fields.lines.map((line, index): JsonObject => {
      const at = `/lines/${index}`;
      const discount = lineDiscount(line, at);
      return {
        ...(line.sku === '' ? {} : { ItemCode: line.sku }),
        Description: line.description,
        Quantity: textToJsonNumber(line.quantity, UNIT_DECIMALS, `${at}/quantity`),
        UnitAmount: textToJsonNumber(line.unitPrice, UNIT_DECIMALS, `${at}/unitPrice`),
        ...(discount === '0' ? {} : { DiscountAmount: amount(discount, `${at}/netAmount`) }),
        LineAmount: amount(line.netAmount, `${at}/netAmount`),
        AccountCode: booking.salesAccountCode,
        TaxType: booking.taxTypes.toXero(line.taxType),
        TaxAmount: amount(taxes[index] ?? '0', `${at}/taxType`),
      };
    }),
  };
}

function taxesOf(fields: InvoiceFields, currency: CurrencyCode): string[] {
  const net = fields.lines.reduce((sum, line) => sum.plus(decimalOf(line.netAmount)), decimalOf('0'));
  if (!net.eq(decimalOf(fields.net))) {
    throw new AppError('target.refused', {
      detail: `Xero adds up the lines to ${decimalToText(net)}, the invoice says ${fields.net}.`,
    });
  }
  assert(net.plus(decimalOf(fields.tax)).eq(decimalOf(fields.total)), 'a total is net plus tax (BR-CO-15)');
  const minor = (text: string): bigint => {
    const parsed = parseMoneyText(text, currency);
    assert(parsed.ok, 'amounts have the decimals of their currency');
    return parsed.value.amountMinor;
  };
  const lines = fields.lines.map((line) => ({ netMinor: minor(line.netAmount), taxKey: line.taxType }));
  const split = splitTax(lines, minor(fields.tax));
  if (!split.ok) throw new AppError('target.refused', { detail: `Xero cannot book it: ${split.reason}.` });
  return split.value.map((taxMinor) => moneyToText(money(taxMinor, currency)));
}
