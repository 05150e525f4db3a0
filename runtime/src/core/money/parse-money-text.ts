import { fail, ok, type Result } from '../result.ts';
import { type CurrencyCode, currencyDigits } from './currency.ts';
import { type Money, money } from './money.ts';

/** bigint columns hold 19 digits; 18 leave room for sums. */
const DIGITS_MAX = 18;
const PLAIN = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?$/;

/**
 * Reads major units in plain notation. Refuses more decimals than the currency has, even zeros, and more
 * than 18 digits in minor units; fewer decimals are fine.
 */
export function parseMoneyText(text: string, currency: CurrencyCode): Result<Money> {
  if (text.length > DIGITS_MAX + 2) return fail('has too many digits');
  const [, sign = '', integer, fraction = ''] = PLAIN.exec(text) ?? [];
  if (integer === undefined) return fail('is no plain decimal number');
  const digits = currencyDigits(currency);
  if (fraction.length > digits) return fail(`has more than the ${digits} decimals of ${currency}`);
  if (integer.length + digits > DIGITS_MAX) return fail('has too many digits');
  const amountMinor = BigInt(`${integer}${fraction.padEnd(digits, '0')}`);
  return ok(money(sign === '-' ? -amountMinor : amountMinor, currency));
}
