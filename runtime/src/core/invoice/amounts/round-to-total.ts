import { assert } from '../../assert.ts';
import type { Ratio } from '../../money/ratio.ts';

/**
 * Integers near the given values that add up to a total, each less than one away from its value: every value is cut
 * toward zero, and the units that are missing go to the largest remainders of their sign, the earlier one first on a
 * tie. The total is the sum of the values rounded up or down, or it is an assertion.
 */
export function roundToTotal(values: readonly Ratio[], total: bigint): bigint[] {
  const rounded = values.map(({ numerator, denominator }) => numerator / denominator);
  const missing = total - rounded.reduce((sum, value) => sum + value, 0n);
  if (missing === 0n) return rounded;
  const unit = missing < 0n ? -1n : 1n;
  const candidates = values
    .map(({ numerator, denominator }, index) => ({
      index,
      rest: (numerator % denominator) * unit,
      denominator,
    }))
    .filter(({ rest }) => rest > 0n)
    .toSorted(byRemainder);
  const count = Number(missing * unit);
  assert(count <= candidates.length, 'a total lies next to the sum of its values');
  for (const { index } of candidates.slice(0, count)) rounded[index] = (rounded[index] ?? 0n) + unit;
  return rounded;
}

type Remainder = { index: number; rest: bigint; denominator: bigint };

function byRemainder(one: Remainder, other: Remainder): number {
  const difference = one.rest * other.denominator - other.rest * one.denominator;
  if (difference === 0n) return one.index - other.index;
  return difference > 0n ? -1 : 1;
}
