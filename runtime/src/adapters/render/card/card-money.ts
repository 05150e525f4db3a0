import type { InvoiceCard } from '../../../core/invoice/card.ts';
import { parseCurrencyCode } from '../../../core/money/currency.ts';
import { formatMoneyWithSymbol } from '../../../core/money/format-money-with-symbol.ts';
import { parseMoneyText } from '../../../core/money/parse-money-text.ts';

/** An amount of the card for people. What is no amount of its currency stays as it came: a picture refuses nothing. */
export function cardMoney(card: InvoiceCard, amount: string): string {
  const currency = parseCurrencyCode(card.currency);
  const money = currency.ok ? parseMoneyText(amount, currency.value) : currency;
  return money.ok ? formatMoneyWithSymbol(money.value, card.locale) : `${card.currency} ${amount}`;
}

/** True for a decimal text of zeros: `0`, `0.00`, `-0`. */
export const isZeroAmount = (amount: string): boolean => /^-?0*(\.0*)?$/.test(amount);
