import type { CurrencyCode } from '../../money/currency.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import { money } from '../../money/money.ts';
import { moneyToText } from '../../money/money-to-text.ts';
import { parseDecimal } from '../../money/parse-decimal.ts';
import { parseMoneyText } from '../../money/parse-money-text.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { FactUnit } from '../fact-catalogue.ts';

/** A millionth is a ten-thousandth of a per cent. */
const PERCENT_DIGITS = 4;

/** A number of the facts as a person writes it: major units, per cent, or the number itself. */
export function numberToText(value: bigint, unit: FactUnit, currency: CurrencyCode): string {
  switch (unit) {
    case 'money':
      return moneyToText(money(value, currency));
    case 'rate':
      return minorToText(value, PERCENT_DIGITS).replace(/\.?0+$/, '');
    default:
      return String(value);
  }
}

/** Reads what a person wrote as the number of the facts: exactly, or with the reason why not. */
export function textToNumber(text: string, unit: FactUnit, currency: CurrencyCode): Result<bigint> {
  if (unit === 'money') {
    const amount = parseMoneyText(text, currency);
    return amount.ok ? ok(amount.value.amountMinor) : amount;
  }
  const value = parseDecimal(text);
  if (!value.ok) return value;
  const number = unit === 'rate' ? value.value.times(10 ** PERCENT_DIGITS) : value.value;
  if (!number.eq(number.round()))
    return fail(unit === 'rate' ? 'has more than 4 decimals' : 'is no whole number');
  return ok(BigInt(number.toFixed(0)));
}
