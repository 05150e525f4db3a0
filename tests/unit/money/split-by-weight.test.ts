import { expect, test } from 'vitest';
import { splitByWeight } from '../../../runtime/src/core/money/split-by-weight.ts';

test('a coupon of 10.00 over fees of 100, 50, 30 and 20 is shared pro rata', () => {
  expect(splitByWeight(1000n, [10000n, 5000n, 3000n, 2000n])).toEqual([500n, 250n, 150n, 100n]);
});

test('units that are left go to the largest remainders', () => {
  // 10 over 1:2:4 is 1.43, 2.86, 5.71: the second and the third take the two units.
  expect(splitByWeight(10n, [1n, 2n, 4n])).toEqual([1n, 3n, 6n]);
});

test('on a tie the earlier share takes the unit', () => {
  expect(splitByWeight(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
  expect(splitByWeight(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n]);
  expect(splitByWeight(2n, [1n, 1n, 1n])).toEqual([1n, 1n, 0n]);
});

test('a weight of zero takes nothing', () => {
  expect(splitByWeight(7n, [0n, 1n, 0n, 1n])).toEqual([0n, 4n, 0n, 3n]);
});

test('negative weights, and weights without a sum, are our own mistake', () => {
  expect(() => splitByWeight(1n, [2n, -1n])).toThrow('assertion');
  expect(() => splitByWeight(1n, [0n])).toThrow('assertion');
  expect(() => splitByWeight(0n, [])).toThrow('assertion');
});
