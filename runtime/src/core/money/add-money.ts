import { assertSameCurrency, type Money, money } from './money.ts';

/** The sum of two amounts; two currencies are an assertion. */
export function addMoney(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return money(left.amountMinor + right.amountMinor, left.currency);
}
