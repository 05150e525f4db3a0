import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitByWeight } from '../../../runtime/src/core/money/split-by-weight.ts';

const totals = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 40 })
  .filter((list) => list.some((weight) => weight > 0n));
const sum = (list: bigint[]) => list.reduce((total, value) => total + value, 0n);

test('the shares add up to the total, whatever it is', () => {
  fc.assert(
    fc.property(totals, weights, (total, list) => {
      expect(sum(splitByWeight(total, list))).toBe(total);
    }),
  );
});

test('every share is less than one unit away from the exact one', () => {
  fc.assert(
    fc.property(totals, weights, (total, list) => {
      const weightSum = sum(list);
      splitByWeight(total, list).forEach((share, index) => {
        const excess = share * weightSum - total * (list[index] ?? 0n);
        expect(excess < weightSum && excess > -weightSum).toBe(true);
      });
    }),
  );
});

test('the shares of a negative total are the negated shares of the positive one', () => {
  fc.assert(
    fc.property(totals, weights, (total, list) => {
      expect(splitByWeight(-total, list)).toEqual(splitByWeight(total, list).map((share) => -share));
    }),
  );
});

test('a larger weight never gets a smaller share', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), weights, (total, list) => {
      const shares = splitByWeight(total, list);
      for (const [index, weight] of list.entries()) {
        for (const [other, otherWeight] of list.entries()) {
          if (weight > otherWeight) expect(shares[index]).toBeGreaterThanOrEqual(shares[other] ?? 0n);
        }
      }
    }),
    { numRuns: 50 },
  );
});
