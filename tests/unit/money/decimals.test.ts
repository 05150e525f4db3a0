import Big from 'big.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { decimalTextOf } from '../../../runtime/src/core/money/decimal-text-of.ts';
import { decimalToRatio } from '../../../runtime/src/core/money/decimal-to-ratio.ts';
import { decimalToText } from '../../../runtime/src/core/money/decimal-to-text.ts';
import { parseDecimal } from '../../../runtime/src/core/money/parse-decimal.ts';
import { roundToMinor } from '../../../runtime/src/core/money/round-to-minor.ts';
import { currencyOf } from './currency-of.ts';

const textOf = (text: string) => decimalToText(decimalOf(text));

test('plain decimals are read exactly and lose trailing zeros only', () => {
  expect(textOf('10.000000')).toBe('10');
  expect(textOf('-12.50')).toBe('-12.5');
  expect(textOf('999999999999999999.0000000001')).toBe('999999999999999999.0000000001');
  expect(textOf('0.1')).toBe('0.1');
});

test('the text of a column is what its number is written as', () => {
  const digits = fc.bigInt({ min: -(10n ** 27n), max: 10n ** 27n });
  const column = fc
    .tuple(digits, fc.integer({ min: 0, max: 10 }))
    .map(([whole, scale]) => new Big(`${whole}e-10`).toFixed(scale));
  fc.assert(
    fc.property(column, (text) => {
      expect(decimalTextOf(text)).toBe(textOf(text));
    }),
  );
  for (const text of ['0', '-0', '0.00', '-0.00', '-0.10', '100', '100.00'])
    expect(decimalTextOf(text)).toBe(textOf(text));
  expect(() => decimalTextOf('1e3')).toThrow('assertion');
});

test('minus zero is zero', () => {
  expect(textOf('-0')).toBe('0');
  expect(textOf('-0.00')).toBe('0');
  expect(decimalToText(new Big('-0'))).toBe('0');
});

test('very small and very large decimals are written without an exponent', () => {
  expect(decimalToText(new Big('1e-12'))).toBe('0.000000000001');
  expect(decimalToText(new Big('1e30'))).toBe(`1${'0'.repeat(30)}`);
});

test.each(['', '1e3', '1,000', '.5', '5.', '01', '+1', ' 1', '1 ', '１', 'NaN', '0x10', '--1', '1.2.3'])(
  '%j is refused as a decimal',
  (text) => {
    expect(parseDecimal(text).ok).toBe(false);
  },
);

test('more than 18 digits before or 10 after the point are refused', () => {
  expect(parseDecimal('9'.repeat(19)).ok).toBe(false);
  expect(parseDecimal(`0.${'1'.repeat(11)}`).ok).toBe(false);
  expect(parseDecimal('9'.repeat(1_000_000)).ok).toBe(false);
});

test('an unchecked text where a checked one is promised is our own mistake', () => {
  expect(() => decimalOf('1e3')).toThrow('assertion');
});

test('a decimal is an exact fraction with its sign', () => {
  expect(decimalToRatio(new Big('-0.05'))).toEqual({ numerator: -5n, denominator: 100n });
  expect(decimalToRatio(new Big('12'))).toEqual({ numerator: 12n, denominator: 1n });
});

test('a value is rounded to the decimals of its currency', () => {
  expect(roundToMinor(new Big('61.305'), currencyOf('EUR'), 'half_up')).toBe(6131n);
  expect(roundToMinor(new Big('61.305'), currencyOf('EUR'), 'down')).toBe(6130n);
  expect(roundToMinor(new Big('-2.5'), currencyOf('JPY'), 'half_up')).toBe(-3n);
  expect(roundToMinor(new Big('2.5'), currencyOf('JPY'), 'half_even')).toBe(2n);
  expect(roundToMinor(new Big('1.2345'), currencyOf('KWD'), 'up')).toBe(1235n);
});
