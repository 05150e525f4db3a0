import { type Money, money } from './money.ts';

/** The same amount with the other sign. */
export const negateMoney = (amount: Money): Money => money(-amount.amountMinor, amount.currency);
