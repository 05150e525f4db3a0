import { AMOUNT_MINOR_MAX } from '../money/amount-minor-max.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { minorToDecimal } from '../money/minor-to-decimal.ts';
import { parseDecimal } from '../money/parse-decimal.ts';
import { roundToMinor } from '../money/round-to-minor.ts';
import { fail, ok, type Result } from '../result.ts';

/** An agreed amount in minor units; one that the currency cannot hold is refused, never rounded. */
export function exactMinor(text: string, currency: CurrencyCode): Result<bigint> {
  const value = parseDecimal(text);
  if (!value.ok) return fail(`"${text}" ${value.reason}.`);
  const amountMinor = roundToMinor(value.value, currency, 'down');
  if (!minorToDecimal(amountMinor, currency).eq(value.value)) {
    return fail(`${text} has more decimals than ${currency}.`);
  }
  return amountMinor > AMOUNT_MINOR_MAX ? fail(`${text} ${currency} has too many digits.`) : ok(amountMinor);
}
