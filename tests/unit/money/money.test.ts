import { expect, test } from 'vitest';
import { addMoney } from '../../../runtime/src/core/money/add-money.ts';
import { compareMoney } from '../../../runtime/src/core/money/compare-money.ts';
import { money } from '../../../runtime/src/core/money/money.ts';
import { negateMoney } from '../../../runtime/src/core/money/negate-money.ts';
import { subtractMoney } from '../../../runtime/src/core/money/subtract-money.ts';
import { sumMoney } from '../../../runtime/src/core/money/sum-money.ts';
import { currencyOf } from './currency-of.ts';

const usd = (amountMinor: bigint) => money(amountMinor, currencyOf('USD'));
const jpy = (amountMinor: bigint) => money(amountMinor, currencyOf('JPY'));

test('amounts of one currency add and subtract exactly, beyond what a double holds', () => {
  expect(addMoney(usd(9_007_199_254_740_993n), usd(1n))).toEqual(usd(9_007_199_254_740_994n));
  expect(subtractMoney(usd(100n), usd(250n))).toEqual(usd(-150n));
});

test('negating twice gives the amount back, and zero has no sign', () => {
  expect(negateMoney(usd(5n))).toEqual(usd(-5n));
  expect(negateMoney(negateMoney(usd(5n)))).toEqual(usd(5n));
  expect(negateMoney(usd(0n))).toEqual(usd(0n));
});

test('the sum of no amounts is zero of the currency', () => {
  expect(sumMoney(currencyOf('USD'), [])).toEqual(usd(0n));
  expect(sumMoney(currencyOf('USD'), [usd(1n), usd(2n), usd(-4n)])).toEqual(usd(-1n));
});

test('amounts compare by value', () => {
  expect(compareMoney(usd(1n), usd(2n))).toBe(-1);
  expect(compareMoney(usd(2n), usd(2n))).toBe(0);
  expect(compareMoney(usd(2n), usd(-2n))).toBe(1);
});

test('two currencies are never mixed, not even at zero', () => {
  const message = 'assertion: USD and JPY do not mix';
  expect(() => addMoney(usd(0n), jpy(0n))).toThrow(message);
  expect(() => subtractMoney(usd(1n), jpy(1n))).toThrow(message);
  expect(() => compareMoney(usd(1n), jpy(1n))).toThrow(message);
  expect(() => sumMoney(currencyOf('USD'), [jpy(1n)])).toThrow(message);
});
