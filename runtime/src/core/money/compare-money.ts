import type { CurrencyCode } from './currency.ts';
import { assertSameCurrency, type Money } from './money.ts';

/** -1, 0 or 1 as the first amount is less, equal or greater; two currencies do not compile, or are an assertion. */
export function compareMoney<Code extends CurrencyCode>(
  left: Money<Code>,
  right: Money<NoInfer<Code>>,
): -1 | 0 | 1 {
  assertSameCurrency(left, right);
  if (left.amountMinor === right.amountMinor) return 0;
  return left.amountMinor < right.amountMinor ? -1 : 1;
}
