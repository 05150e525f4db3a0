import type { CurrencyCode } from './currency.ts';
import { assertSameCurrency, type Money, money } from './money.ts';

/** The first amount less the second; two currencies do not compile where both are known, and are an assertion elsewhere. */
export function subtractMoney<Code extends CurrencyCode>(
  left: Money<Code>,
  right: Money<NoInfer<Code>>,
): Money<Code> {
  assertSameCurrency(left, right);
  return money(left.amountMinor - right.amountMinor, left.currency);
}
