import { test } from 'vitest';
import { addMoney } from '../../../runtime/src/core/money/add-money.ts';
import { money } from '../../../runtime/src/core/money/money.ts';
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
