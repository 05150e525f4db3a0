import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundToTotal } from '../../../../runtime/src/core/invoice/amounts/round-to-total.ts';
import { addRatios, ZERO_RATIO } from '../../../../runtime/src/core/money/ratio.ts';
import { roundRatio } from '../../../../runtime/src/core/money/round-ratio.ts';
import { ROUNDING_MODES } from '../../../../runtime/src/core/money/rounding.ts';

const values = fc.array(
  fc.record({ numerator: fc.bigInt(-100_000n, 100_000n), denominator: fc.constantFrom(1n, 3n, 7n, 100n) }),
  { minLength: 1, maxLength: 12 },
);

test('of both signs and any fraction, the integers add up and each is less than one away from its value', () => {
  fc.assert(
    fc.property(values, fc.constantFrom(...ROUNDING_MODES), (list, mode) => {
      const sum = list.reduce(addRatios, ZERO_RATIO);
      const total = roundRatio(sum.numerator, sum.denominator, mode);
      const rounded = roundToTotal(list, total);
      expect(rounded.reduce((result, value) => result + value, 0n)).toBe(total);
      list.forEach(({ numerator, denominator }, index) => {
        const distance = (rounded[index] ?? 0n) * denominator - numerator;
        expect(distance < denominator && -distance < denominator).toBe(true);
      });
    }),
  );
});

test('a total that is not next to the sum is our own mistake', () => {
  expect(() => roundToTotal([{ numerator: 1n, denominator: 2n }], 2n)).toThrow('assertion');
});
