import { assert, assertNever } from '../assert.ts';
import type { RoundingMode } from './rounding.ts';

/**
 * The integer that a fraction rounds to, by its absolute value and then with its sign. The denominator is
 * positive; anything else is an assertion.
 */
export function roundRatio(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  assert(denominator > 0n, 'a denominator is positive');
  const magnitude = numerator < 0n ? -numerator : numerator;
  const floor = magnitude / denominator;
  const rounded = isRoundedUp(floor, magnitude % denominator, denominator, mode) ? floor + 1n : floor;
  return numerator < 0n ? -rounded : rounded;
}

function isRoundedUp(floor: bigint, rest: bigint, denominator: bigint, mode: RoundingMode): boolean {
  switch (mode) {
    case 'down':
      return false;
    case 'up':
      return rest > 0n;
    case 'half_up':
      return rest * 2n >= denominator;
    case 'half_even':
      return rest * 2n > denominator || (rest * 2n === denominator && floor % 2n === 1n);
    default:
      return assertNever(mode);
  }
}
