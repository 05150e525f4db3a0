import type { Locale } from '../invoice/document.ts';
import { formatMoney } from './format-money.ts';
import { type Money, money } from './money.ts';

/**
 * Only symbols that name one currency on a document, in CLDR's disambiguated form; all others print their
 * code. The yen sign is U+00A5: the full-width form breaks the alignment of a column of figures.
 */
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['AUD', 'A$'],
  ['BRL', 'R$'],
  ['CAD', 'CA$'],
  ['CNY', 'CN¥'],
  ['EUR', '€'],
  ['GBP', '£'],
  ['HKD', 'HK$'],
  ['INR', '₹'],
  ['JPY', '¥'],
  ['KRW', '₩'],
  ['MXN', 'MX$'],
  ['NZD', 'NZ$'],
  ['TWD', 'NT$'],
  ['USD', '$'],
  ['VND', '₫'],
]);

/** An amount for people with its symbol or code in front: `$17,900.00`, `-¥17,900`, `KWD 1.500`. */
export function formatMoneyWithSymbol(amount: Money, locale: Locale): string {
  const isNegative = amount.amountMinor < 0n;
  const figures = formatMoney(isNegative ? money(-amount.amountMinor, amount.currency) : amount, locale);
  // A no-break space keeps the code and the figures on one line.
  const mark = SYMBOLS.get(amount.currency) ?? `${amount.currency}\u00a0`;
  return `${isNegative ? '-' : ''}${mark}${figures}`;
}
