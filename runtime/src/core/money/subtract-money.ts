import { assertSameCurrency, type Money, money } from './money.ts';

/** The first amount less the second; two currencies are an assertion. */
export function subtractMoney(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return money(left.amountMinor - right.amountMinor, left.currency);
}
