import Big from 'big.js';
import { assert } from '../assert.ts';
import { roundRatio } from './round-ratio.ts';
import type { RoundingMode } from './rounding.ts';

/** An exact fraction; the denominator is positive, the sign is the numerator's, and it need not be reduced. */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

/** Zero as a fraction. */
export const ZERO_RATIO: Ratio = { numerator: 0n, denominator: 1n };

/** The exact sum; a denominator that divides the other is kept, so that a sum of decimals stays a decimal. */
export function addRatios(left: Ratio, right: Ratio): Ratio {
  if (left.denominator % right.denominator === 0n) {
    const scale = left.denominator / right.denominator;
    return { numerator: left.numerator + right.numerator * scale, denominator: left.denominator };
  }
  if (right.denominator % left.denominator === 0n) return addRatios(right, left);
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

/** The first fraction less the second, exact. */
export const subtractRatios = (left: Ratio, right: Ratio): Ratio =>
  addRatios(left, { numerator: -right.numerator, denominator: right.denominator });

/** The exact product. */
export const multiplyRatios = (left: Ratio, right: Ratio): Ratio => ({
  numerator: left.numerator * right.numerator,
  denominator: left.denominator * right.denominator,
});

/** -1, 0 or 1 as the first fraction is less, equal or greater. */
export function compareRatios(left: Ratio, right: Ratio): -1 | 0 | 1 {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

/** A fraction as a decimal with at most so many decimals, rounded once; exact where they suffice. */
export function ratioToDecimal(ratio: Ratio, decimalsMax: number, mode: RoundingMode): Big {
  assert(Number.isSafeInteger(decimalsMax) && decimalsMax >= 0, 'decimals are counted');
  const scaled = roundRatio(ratio.numerator * 10n ** BigInt(decimalsMax), ratio.denominator, mode);
  // Big multiplies exactly; its division would round at its own number of decimals.
  return new Big(scaled.toString()).times(new Big(`1e-${decimalsMax}`));
}
