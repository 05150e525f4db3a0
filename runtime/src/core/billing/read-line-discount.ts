import type { Big } from 'big.js';
import type { CanonicalDealLine } from '../canonical/deal.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { decimalToText } from '../money/decimal-to-text.ts';
import { parseDecimal } from '../money/parse-decimal.ts';
import { parseMoneyText } from '../money/parse-money-text.ts';
import { fail, ok, type Result } from '../result.ts';

/** A percentage is stored and printed with six decimals (numeric(9, 6)). */
const PERCENT_DECIMALS_MAX = 6;

const hasMoreDecimals = (value: Big, decimalsMax: number): boolean =>
  (decimalToText(value).split('.')[1] ?? '').length > decimalsMax;

/** The discount of a line as its amounts are computed with; no members where there is none. */
export type LineDiscount = { discountPercent?: Big; discountAmountMinor?: bigint };

/** Reads the discount of a line; fails with a sentence where it cannot be printed or is two at once. */
export function readLineDiscount(
  line: Pick<CanonicalDealLine, 'discountPercent' | 'discountAmount'>,
  currency: CurrencyCode,
): Result<LineDiscount> {
  const discount: LineDiscount = {};
  if (line.discountPercent !== undefined && line.discountAmount !== undefined) {
    return fail('The line has a discount in percent and one as an amount; it can have one of them.');
  }
  if (line.discountPercent !== undefined) {
    const percent = parseDecimal(line.discountPercent);
    if (!percent.ok) return fail(`discount percent: ${percent.reason}`);
    if (hasMoreDecimals(percent.value, PERCENT_DECIMALS_MAX)) {
      return fail(
        `The discount of ${line.discountPercent} % has more than ${PERCENT_DECIMALS_MAX} decimals; ` +
          'it would not be the percentage that is printed. Round it, or give the discount as an amount.',
      );
    }
    if (!percent.value.eq(0)) discount.discountPercent = percent.value;
  } else if (line.discountAmount !== undefined) {
    const amount = parseMoneyText(line.discountAmount, currency);
    if (!amount.ok) return fail(`discount: ${amount.reason}`);
    if (amount.value.amountMinor !== 0n) discount.discountAmountMinor = amount.value.amountMinor;
  }
  return ok(discount);
}

/** Whether there is any. */
export const hasDiscount = ({ discountPercent, discountAmountMinor }: LineDiscount): boolean =>
  discountPercent !== undefined || discountAmountMinor !== undefined;
