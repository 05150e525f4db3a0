import { assertSameCurrency, type Money } from './money.ts';

/** -1, 0 or 1 as the first amount is less, equal or greater; two currencies are an assertion. */
export function compareMoney(left: Money, right: Money): -1 | 0 | 1 {
  assertSameCurrency(left, right);
  if (left.amountMinor === right.amountMinor) return 0;
  return left.amountMinor < right.amountMinor ? -1 : 1;
}
