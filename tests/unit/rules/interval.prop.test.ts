import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gapsBetween, type Interval, intersect } from '../../../runtime/src/core/rules/checks/interval.ts';

const bound = fc.option(fc.bigInt({ min: -20n, max: 20n }), { nil: undefined });
const interval: fc.Arbitrary<Interval> = fc
  .record({ low: bound, high: bound })
  .filter(({ low, high }) => low === undefined || high === undefined || low <= high);
const holds = ({ low, high }: Interval, at: bigint) =>
  (low === undefined || at >= low) && (high === undefined || at <= high);
const numbers = Array.from({ length: 51 }, (_none, at) => BigInt(at - 25));

test('the intersection holds exactly the numbers that are in both', () => {
  fc.assert(
    fc.property(interval, interval, (one, other) => {
      const both = intersect(one, other);
      for (const at of numbers)
        expect(both !== undefined && holds(both, at)).toBe(holds(one, at) && holds(other, at));
    }),
  );
});

test('a number above the lowest is in a gap exactly when it is in none of the intervals', () => {
  fc.assert(
    fc.property(fc.array(interval, { minLength: 1, maxLength: 6 }), (intervals) => {
      const gaps = gapsBetween(intervals);
      const [lowest = 0n] = intervals
        .map(({ low }) => low ?? -100n)
        .sort((one, other) => Number(one - other));
      for (const at of numbers.filter((number) => number >= lowest))
        expect(gaps.some((gap) => holds(gap, at))).toBe(!intervals.some((one) => holds(one, at)));
    }),
  );
});
