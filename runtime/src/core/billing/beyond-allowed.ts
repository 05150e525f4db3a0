import type { Big } from 'big.js';
import type { ComputeLine } from '../invoice/compute-totals.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { minorToDecimal } from '../money/minor-to-decimal.ts';

/** A line with the list price of its units. */
type PricedLine = {
  amounts: Pick<ComputeLine, 'quantity' | 'unitPrice' | 'discountPercent' | 'discountAmountMinor'>;
  listUnitPrice: Big;
  currency: CurrencyCode;
};

/**
 * The discount that the product master allows, where a line goes beyond it: by its discount alone, or by what price and
 * discount together let go of the list price. Null where it does not (R-CAT-1).
 */
export function beyondAllowed(line: PricedLine, maxDiscountPercent: Big): Big | null {
  const { quantity, unitPrice } = line.amounts;
  const units = quantity.abs();
  const gross = units.times(unitPrice);
  const listed = units.times(line.listUnitPrice);
  const discount = discountOf(line, gross);
  const share = maxDiscountPercent.times('0.01');
  const isDiscountBeyond = discount.gt(gross.times(share));
  const isNetBeyond = listed.minus(gross).plus(discount).gt(listed.times(share));
  return isDiscountBeyond || isNetBeyond ? maxDiscountPercent : null;
}

function discountOf({ amounts, currency }: PricedLine, gross: Big): Big {
  const { discountPercent, discountAmountMinor } = amounts;
  if (discountPercent !== undefined) return gross.times(discountPercent).times('0.01');
  return minorToDecimal(discountAmountMinor ?? 0n, currency);
}
