import { assert } from '../assert.ts';

/**
 * Shares of a total in minor units, one per weight, that add up to it exactly. Largest remainder: what is
 * left after rounding down goes, a unit each, to the largest remainders, the earlier one first on a tie.
 * Negative weights, or weights that add up to zero, are an assertion.
 */
export function splitByWeight(totalMinor: bigint, weights: readonly bigint[]): bigint[] {
  assert(
    weights.every((weight) => weight >= 0n),
    'weights are not negative',
  );
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0n);
  assert(weightSum > 0n, 'weights add up to more than zero');
  const magnitude = totalMinor < 0n ? -totalMinor : totalMinor;
  const parts = weights.map((weight, index) => ({
    index,
    share: (magnitude * weight) / weightSum,
    remainder: (magnitude * weight) % weightSum,
  }));
  const left = magnitude - parts.reduce((sum, part) => sum + part.share, 0n);
  const byRemainder = parts.toSorted((one, other) =>
    one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1,
  );
  // Fewer units are left than there are weights, so an index compares safely.
  const favoured = new Set(
    byRemainder.filter((_part, rank) => BigInt(rank) < left).map((part) => part.index),
  );
  return parts.map(({ index, share }) => {
    const rounded = favoured.has(index) ? share + 1n : share;
    return totalMinor < 0n ? -rounded : rounded;
  });
}
