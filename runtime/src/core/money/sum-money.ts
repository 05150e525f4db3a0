import { addMoney } from './add-money.ts';
import type { CurrencyCode } from './currency.ts';
import { type Money, money } from './money.ts';

/** The sum of a list, zero of the currency when it is empty; another currency in it is an assertion. */
export function sumMoney<Code extends CurrencyCode>(
  currency: Code,
  amounts: readonly Money<NoInfer<Code>>[],
): Money<Code> {
  return amounts.reduce<Money<Code>>((sum, amount) => addMoney(sum, amount), money(0n, currency));
}
