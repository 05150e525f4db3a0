import type { Locale } from '../../core/invoice/document.ts';
import { parseCurrencyCode } from '../../core/money/currency.ts';
import { formatMoneyWithSymbol } from '../../core/money/format-money-with-symbol.ts';
import { parseMoneyText } from '../../core/money/parse-money-text.ts';
import { quantityText } from './quantity-text.ts';

/**
 * A decimal string in major units for people: `$17,900.00`. A price with more decimals than its currency has keeps
 * them, after the code: `USD 0.0125`.
 */
export function moneyText(amount: string, currency: string, locale: Locale): string {
  const code = parseCurrencyCode(currency);
  const parsed = code.ok ? parseMoneyText(amount, code.value) : code;
  if (parsed.ok) return formatMoneyWithSymbol(parsed.value, locale);
  return `${currency}\u00a0${quantityText(amount)}`;
}
