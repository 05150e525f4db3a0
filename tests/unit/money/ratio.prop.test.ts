import Big from 'big.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalToRatio } from '../../../runtime/src/core/money/decimal-to-ratio.ts';
import { minorToDecimal } from '../../../runtime/src/core/money/minor-to-decimal.ts';
import {
  addRatios,
  compareRatios,
  multiplyRatios,
  type Ratio,
  ratioToDecimal,
  subtractRatios,
  ZERO_RATIO,
} from '../../../runtime/src/core/money/ratio.ts';
import { roundToMinor } from '../../../runtime/src/core/money/round-to-minor.ts';
import { currencyOf } from './currency-of.ts';

const ratios: fc.Arbitrary<Ratio> = fc.record({
  numerator: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  denominator: fc.oneof(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.constantFrom(1n, 10n, 1000n, 10n ** 10n)),
});

const isEqual = (left: Ratio, right: Ratio) => compareRatios(left, right) === 0;

test('fractions add and multiply in any order, and multiplying distributes over adding', () => {
  fc.assert(
    fc.property(ratios, ratios, ratios, (one, two, three) => {
      expect(isEqual(addRatios(one, two), addRatios(two, one))).toBe(true);
      expect(isEqual(addRatios(addRatios(one, two), three), addRatios(one, addRatios(two, three)))).toBe(
        true,
      );
      const left = multiplyRatios(one, addRatios(two, three));
      expect(isEqual(left, addRatios(multiplyRatios(one, two), multiplyRatios(one, three)))).toBe(true);
    }),
  );
});

test('a fraction less itself is zero, and comparing is the sign of the difference', () => {
  fc.assert(
    fc.property(ratios, ratios, (one, two) => {
      expect(isEqual(subtractRatios(one, one), ZERO_RATIO)).toBe(true);
      expect(compareRatios(one, two)).toBe(compareRatios(subtractRatios(one, two), ZERO_RATIO));
      expect(compareRatios(one, two) + compareRatios(two, one)).toBe(0);
    }),
  );
});

test('a sum of decimals keeps the larger power of ten as its denominator', () => {
  const sum = [new Big('0.1'), new Big('0.25'), new Big('3')].map(decimalToRatio).reduce(addRatios);
  expect(sum).toEqual({ numerator: 335n, denominator: 100n });
});

test('a decimal that became a fraction is the same decimal again', () => {
  const decimals = fc.tuple(fc.bigInt({ min: -(10n ** 28n), max: 10n ** 28n }), fc.nat(10));
  fc.assert(
    fc.property(decimals, ([digits, scale]) => {
      const decimal = new Big(String(digits)).times(new Big(`1e-${scale}`));
      expect(ratioToDecimal(decimalToRatio(decimal), 10, 'down').eq(decimal)).toBe(true);
    }),
  );
});

test('a fraction that no decimals hold is rounded once, by the mode', () => {
  const third = { numerator: 2n, denominator: 3n };
  expect(ratioToDecimal(third, 4, 'half_up').toString()).toBe('0.6667');
  expect(ratioToDecimal(third, 4, 'down').toString()).toBe('0.6666');
  expect(ratioToDecimal({ numerator: -2n, denominator: 3n }, 0, 'up').toString()).toBe('-1');
});

test('minor units in major units and back are the same', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
      fc.constantFrom('JPY', 'USD', 'KWD', 'CLF'),
      (amountMinor, code) => {
        const currency = currencyOf(code);
        expect(roundToMinor(minorToDecimal(amountMinor, currency), currency, 'up')).toBe(amountMinor);
      },
    ),
  );
});
