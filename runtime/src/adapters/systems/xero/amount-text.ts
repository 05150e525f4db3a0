import { parseCurrencyCode } from '../../../core/money/currency.ts';
import { decimalOf } from '../../../core/money/decimal-of.ts';
import { decimalToText } from '../../../core/money/decimal-to-text.ts';
import { money } from '../../../core/money/money.ts';
import { moneyToText } from '../../../core/money/money-to-text.ts';
import { parseMoneyText } from '../../../core/money/parse-money-text.ts';
import { roundToMinor } from '../../../core/money/round-to-minor.ts';

/**
 * An amount of Xero's (two decimals in any currency, or none) as our boundary text: `100.00` of JPY is `100`. What the
 * currency cannot hold is never rounded away: it stays as it is, so that a comparison shows it.
 */
export function amountText(text: string, currencyCode: string): string {
  const plain = decimalToText(decimalOf(text));
  const currency = parseCurrencyCode(currencyCode);
  if (!currency.ok || !parseMoneyText(plain, currency.value).ok) return plain;
  return moneyToText(money(roundToMinor(decimalOf(plain), currency.value, 'down'), currency.value));
}
