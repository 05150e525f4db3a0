import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCurrencyCode } from '../../../runtime/src/core/money/currency.ts';
import { numberToText, textToNumber } from '../../../runtime/src/core/rules/form/value-text.ts';

const codeOf = (text: string) => {
  const code = parseCurrencyCode(text);
  if (!code.ok) throw new Error(code.reason);
  return code.value;
};

test('a number that is shown to a person reads back as the same number', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
      fc.constantFrom('money' as const, 'rate' as const, 'days' as const, 'count' as const),
      fc.constantFrom('USD', 'JPY', 'KWD'),
      (value, unit, currency) => {
        const text = numberToText(value, unit, codeOf(currency));
        expect(textToNumber(text, unit, codeOf(currency))).toEqual({ ok: true, value });
      },
    ),
  );
});

test.each([
  ['12.5', 'rate', 125_000n],
  ['0.0001', 'rate', 1n],
  ['10.00', 'rate', 100_000n],
  ['1000', 'money', 100_000n],
] as const)('%s is read as %s %s', (text, unit, value) => {
  expect(textToNumber(text, unit, codeOf('USD'))).toEqual({ ok: true, value });
});

test.each([
  ['12,5', 'rate'],
  ['0.00001', 'rate'],
  ['1.001', 'money'],
  ['1e3', 'count'],
  ['1.5', 'days'],
  ['', 'count'],
] as const)('%s is refused as %s', (text, unit) => {
  expect(textToNumber(text, unit, codeOf('USD')).ok).toBe(false);
});
