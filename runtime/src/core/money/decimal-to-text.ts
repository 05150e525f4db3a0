import type { Big } from 'big.js';

/** Plain notation without trailing zeros: never an exponent, never minus zero. */
export function decimalToText(value: Big): string {
  // Big's own toFixed is exact, and rounds nothing when it is given no number of decimals.
  return value.eq(0) ? '0' : value.toFixed();
}
