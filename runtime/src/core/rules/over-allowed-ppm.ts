import type { Big } from 'big.js';
import type { DocumentLine } from '../invoice/document.ts';
import { decimalOf } from '../money/decimal-of.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import { roundRatio } from '../money/round-ratio.ts';

const PPM = 1_000_000n;

/**
 * By how many parts per million a line goes beyond the discount that the product master allows: by its discount, or by
 * what price and discount together let go of the list price, whichever is more; rounded up, and at least one where the
 * line says that it goes beyond. Zero where it does not.
 */
export function overAllowedPpm(line: DocumentLine, listPrice: Big, discountPpm: bigint): bigint {
  if (line.allowedDiscountPercent === undefined) return 0n;
  const allowed = decimalToRatio(decimalOf(line.allowedDiscountPercent));
  const allowedPpm = roundRatio(allowed.numerator * 10_000n, allowed.denominator, 'down');
  const belowListPpm = listPrice.gt(0) ? PPM - keptPpm(line, listPrice, discountPpm) : 0n;
  const over = (belowListPpm > discountPpm ? belowListPpm : discountPpm) - allowedPpm;
  return over > 0n ? over : 1n;
}

/** What of the list price is asked for. */
function keptPpm(line: DocumentLine, listPrice: Big, discountPpm: bigint): bigint {
  const price = decimalToRatio(decimalOf(line.unitPrice));
  const list = decimalToRatio(listPrice);
  return roundRatio(
    price.numerator * list.denominator * (PPM - discountPpm),
    price.denominator * list.numerator,
    'down',
  );
}
