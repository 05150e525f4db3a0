import type { CurrencyCode } from './currency.ts';
import { type Money, money } from './money.ts';

/** The same amount with the other sign. */
export const negateMoney = <Code extends CurrencyCode>(amount: Money<Code>): Money<Code> =>
  money(-amount.amountMinor, amount.currency);
