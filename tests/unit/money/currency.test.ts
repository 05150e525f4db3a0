import { expect, test } from 'vitest';
import { currencyDigits, parseCurrencyCode } from '../../../runtime/src/core/money/currency.ts';
import { currencyOf } from './currency-of.ts';

test('a currency code in upper case is read and knows its decimals', () => {
  expect(currencyDigits(currencyOf('USD'))).toBe(2);
  expect(currencyDigits(currencyOf('JPY'))).toBe(0);
  expect(currencyDigits(currencyOf('KWD'))).toBe(3);
});

test.each(['usd', 'US', 'USDT', '', 'XXX', 'XAU', '$', 'toString'])('%j is refused as a currency', (text) => {
  expect(parseCurrencyCode(text)).toEqual({ ok: false, reason: 'is no ISO 4217 currency code' });
});

test('a withdrawn currency of older documents is still read', () => {
  expect(parseCurrencyCode('HRK').ok).toBe(true);
});
