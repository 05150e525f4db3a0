import { expect, test } from 'vitest';
import { formatMoney } from '../../../runtime/src/core/money/format-money.ts';
import { formatMoneyWithSymbol } from '../../../runtime/src/core/money/format-money-with-symbol.ts';
import { money } from '../../../runtime/src/core/money/money.ts';
import { moneyToText } from '../../../runtime/src/core/money/money-to-text.ts';
import { parseMoneyText } from '../../../runtime/src/core/money/parse-money-text.ts';
import { currencyOf } from './currency-of.ts';

const of = (amountMinor: bigint, code: string) => money(amountMinor, currencyOf(code));

test('a boundary carries major units with exactly the decimals of the currency', () => {
  expect(moneyToText(of(1_790_000n, 'USD'))).toBe('17900.00');
  expect(moneyToText(of(17_900n, 'JPY'))).toBe('17900');
  expect(moneyToText(of(5n, 'USD'))).toBe('0.05');
  expect(moneyToText(of(-5n, 'KWD'))).toBe('-0.005');
  expect(moneyToText(of(0n, 'CLF'))).toBe('0.0000');
});

test('fewer decimals than the currency has are read', () => {
  expect(parseMoneyText('17900', currencyOf('USD'))).toEqual({ ok: true, value: of(1_790_000n, 'USD') });
  expect(parseMoneyText('-0.5', currencyOf('USD'))).toEqual({ ok: true, value: of(-50n, 'USD') });
});

test('more decimals than the currency has are refused, even zeros', () => {
  expect(parseMoneyText('1.005', currencyOf('USD'))).toMatchObject({ ok: false });
  expect(parseMoneyText('17900.00', currencyOf('JPY'))).toEqual({
    ok: false,
    reason: 'has more than the 0 decimals of JPY',
  });
});

test.each(['', '1,000.00', '$1', '1e2', '.5', '5.', '007', '+1', '1 000'])(
  '%j is refused as money',
  (text) => {
    expect(parseMoneyText(text, currencyOf('USD')).ok).toBe(false);
  },
);

test('an amount that a bigint column could not sum is refused', () => {
  expect(parseMoneyText('9999999999999999.99', currencyOf('USD')).ok).toBe(true);
  expect(parseMoneyText('10000000000000000.00', currencyOf('USD')).ok).toBe(false);
  expect(parseMoneyText('9'.repeat(100_000), currencyOf('USD')).ok).toBe(false);
});

test('an amount for people is grouped by thousands', () => {
  expect(formatMoney(of(1_790_000n, 'USD'), 'en')).toBe('17,900.00');
  expect(formatMoney(of(17_900n, 'JPY'), 'ja')).toBe('17,900');
  expect(formatMoney(of(-123_456_789_012n, 'USD'), 'en')).toBe('-1,234,567,890.12');
  expect(formatMoney(of(999n, 'JPY'), 'ja')).toBe('999');
  expect(formatMoney(of(1_234_567n, 'KWD'), 'en')).toBe('1,234.567');
});

test('a symbol that names one currency stands in front, after the sign', () => {
  expect(formatMoneyWithSymbol(of(1_790_000n, 'USD'), 'en')).toBe('$17,900.00');
  expect(formatMoneyWithSymbol(of(17_900n, 'JPY'), 'ja')).toBe('¥17,900');
  expect(formatMoneyWithSymbol(of(-17_900n, 'JPY'), 'ja')).toBe('-¥17,900');
  expect(formatMoneyWithSymbol(of(100n, 'CNY'), 'ja')).toBe('CN¥1.00');
});

test('a currency without such a symbol is named by its code', () => {
  expect(formatMoneyWithSymbol(of(1500n, 'KWD'), 'en')).toBe('KWD\u00a01.500');
});
