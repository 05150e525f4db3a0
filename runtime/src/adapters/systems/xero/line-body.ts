import { AppError } from '../../../core/app-error.ts';
import { assert } from '../../../core/assert.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { CurrencyCode } from '../../../core/money/currency.ts';
import { decimalOf } from '../../../core/money/decimal-of.ts';
import { decimalToText } from '../../../core/money/decimal-to-text.ts';
import { parseMoneyText } from '../../../core/money/parse-money-text.ts';
import type { LineFields } from './invoice-fields.ts';
import { lineDiscount } from './line-discount.ts';
import type { TaxTypes } from './tax-types.ts';
import { textToJsonNumber } from './text-to-json-number.ts';

/** Xero keeps two decimals of an amount in every currency, and with unitdp=4 four of a price or a quantity. */
export const AMOUNT_DECIMALS = 2;
const UNIT_DECIMALS = 4;

/** How one connection books: the sales account of every line, and the tax types. */
export type InvoiceBooking = { salesAccountCode: string; taxTypes: TaxTypes };

/** Lines as Xero is to book them, each with its tax, an amount. Raises target.refused for what Xero cannot hold. */
export function linesToBody(
  lines: LineFields,
  taxes: readonly string[],
  booking: InvoiceBooking,
): JsonObject[] {
  const amount = (text: string, pointer: string): number => textToJsonNumber(text, AMOUNT_DECIMALS, pointer);
  return lines.map((line, index): JsonObject => {
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
  });
}

/** Raises target.refused for a document whose total without tax is not the sum of its lines: Xero adds them up. */
export function refuseOtherSum(fields: { lines: LineFields; net: string; tax: string; total: string }): void {
  const net = fields.lines.reduce((sum, line) => sum.plus(decimalOf(line.netAmount)), decimalOf('0'));
  if (!net.eq(decimalOf(fields.net))) {
    throw new AppError('target.refused', {
      detail: `Xero adds up the lines to ${decimalToText(net)}, the document says ${fields.net}.`,
    });
  }
  assert(net.plus(decimalOf(fields.tax)).eq(decimalOf(fields.total)), 'a total is net plus tax (BR-CO-15)');
}

/** An amount of ours in minor units of its currency. */
export function amountMinorOf(text: string, currency: CurrencyCode): bigint {
  const parsed = parseMoneyText(text, currency);
  assert(parsed.ok, 'amounts have the decimals of their currency');
  return parsed.value.amountMinor;
}
