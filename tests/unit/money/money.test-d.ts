import { test } from 'vitest';
import { assert } from '../../../runtime/src/core/assert.ts';
import { addMoney } from '../../../runtime/src/core/money/add-money.ts';
import { compareMoney } from '../../../runtime/src/core/money/compare-money.ts';
import type { CodeOf } from '../../../runtime/src/core/money/currency.ts';
import { parseCurrencyCode } from '../../../runtime/src/core/money/currency.ts';
import { type Money, money } from '../../../runtime/src/core/money/money.ts';
import { negateMoney } from '../../../runtime/src/core/money/negate-money.ts';
import { subtractMoney } from '../../../runtime/src/core/money/subtract-money.ts';
import { sumMoney } from '../../../runtime/src/core/money/sum-money.ts';
import { currencyOf } from './currency-of.ts';

const usd = money(100n, currencyOf('USD'));

test('text is no amount: it is parsed first', () => {
  // @ts-expect-error the second amount is text
  addMoney(usd, '1.00');
});

test('a number is no amount: money is never a float', () => {
  // @ts-expect-error the amount is a number
  money(1, currencyOf('USD'));
});

test('text is no currency until it was looked up', () => {
  // @ts-expect-error the currency is text
  money(1n, 'USD');
});

test('an amount does not change', () => {
  // @ts-expect-error amounts are read-only
  usd.amountMinor = 2n;
});

const dollarCode = parseCurrencyCode('USD');
const yenCode = parseCurrencyCode('JPY');
assert(dollarCode.ok && yenCode.ok, 'both are currencies');
const dollars = money(100n, dollarCode.value);
const yen = money(100n, yenCode.value);

test('amounts of two currencies do not add, subtract, compare or sum up', () => {
  // @ts-expect-error dollars and yen
  addMoney(dollars, yen);
  // @ts-expect-error yen and dollars
  subtractMoney(yen, dollars);
  // @ts-expect-error dollars and yen
  compareMoney(dollars, yen);
  // @ts-expect-error a sum of dollars with yen in it
  sumMoney(dollarCode.value, [dollars, yen]);
});

test('an amount of a currency that is only known when it runs does not pass for dollars', () => {
  // @ts-expect-error it may be any currency
  addMoney(dollars, usd);
});

test('what is computed from dollars is dollars', () => {
  const sum: Money<CodeOf<'USD'>> = addMoney(dollars, negateMoney(subtractMoney(dollars, dollars)));
  // @ts-expect-error it is no yen
  const asYen: Money<CodeOf<'JPY'>> = sum;
  addMoney(asYen, yen);
});
