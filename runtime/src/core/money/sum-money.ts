import { addMoney } from './add-money.ts';
import type { CurrencyCode } from './currency.ts';
import { type Money, money } from './money.ts';

/** The sum of a list, zero of the currency when it is empty; another currency in it is an assertion. */
export function sumMoney(currency: CurrencyCode, amounts: readonly Money[]): Money {
  return amounts.reduce(addMoney, money(0n, currency));
}
