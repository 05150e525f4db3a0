import Big from 'big.js';
import type { AllowanceCharge, DocumentLine, InvoiceDocument } from '../invoice/document.ts';
import { type CurrencyCode, currencyDigits } from '../money/currency.ts';
import { decimalOf } from '../money/decimal-of.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import { decimalToText } from '../money/decimal-to-text.ts';
import { ratioToDecimal } from '../money/ratio.ts';

/** A line without the tax: `net = quantity × price ÷ base quantity - allowances + charges`. */
export type LineParts = {
  price: string;
  baseQuantity: string | undefined;
  allowances: AllowanceCharge[];
  charges: AllowanceCharge[];
};

/**
 * Price, allowances and charges of a line as UBL has them, which is without the tax. Where prices hold it, allowances and
 * charges are taken out of their tax, rounded half up, and what is left of the net is the price of the whole quantity
 * (BT-146 with BT-149): no price of one unit would give the net exactly.
 */
export function linePartsOf(
  line: DocumentLine,
  { priceBasis }: Pick<InvoiceDocument, 'priceBasis'>,
  currency: CurrencyCode,
): LineParts {
  const { discount, allowances = [], charges = [], quantity } = line;
  const given = discount === undefined ? allowances : [discountOf(line, discount), ...allowances];
  if (priceBasis !== 'tax_inclusive') {
    return { price: line.unitPrice, baseQuantity: line.baseQuantity, allowances: given, charges };
  }
  const digits = currencyDigits(currency);
  const withoutTax = (part: AllowanceCharge): AllowanceCharge => ({
    amount: netOf(part.amount, line.taxRatePercent, digits),
    reason: part.reason,
    ...(part.reasonCode === undefined ? {} : { reasonCode: part.reasonCode }),
  });
  const parts = { allowances: given.map(withoutTax), charges: charges.map(withoutTax) };
  const gross = decimalOf(line.netAmount).plus(sumOf(parts.allowances)).minus(sumOf(parts.charges));
  const units = decimalOf(quantity);
  return {
    ...parts,
    price: decimalToText(units.lt(0) ? gross.times(-1) : gross),
    baseQuantity: units.eq(0) ? undefined : decimalToText(units.abs()),
  };
}

/** The agreed discount as an allowance: its percentage is of what the line comes to before allowances and charges. */
function discountOf(line: DocumentLine, discount: NonNullable<DocumentLine['discount']>): AllowanceCharge {
  const { percent, amount, reason } = discount;
  if (percent === undefined) return { amount, reason };
  const base = decimalOf(line.netAmount)
    .plus(decimalOf(amount))
    .plus(sumOf(line.allowances ?? []))
    .minus(sumOf(line.charges ?? []))
    .toFixed((amount.split('.')[1] ?? '').length);
  return { amount, percent, base, reason };
}

/** The sum of amounts. */
export const sumOf = (parts: readonly { amount: string }[]): Big =>
  parts.reduce((sum, { amount }) => sum.plus(decimalOf(amount)), new Big(0));

function netOf(amount: string, ratePercent: string, digits: number): string {
  const over = decimalToRatio(decimalOf(amount));
  const under = decimalToRatio(decimalOf(ratePercent).times('0.01').plus(1));
  const ratio = {
    numerator: over.numerator * under.denominator,
    denominator: over.denominator * under.numerator,
  };
  return ratioToDecimal(ratio, digits, 'half_up').toFixed(digits);
}
