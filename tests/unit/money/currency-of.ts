import { assert } from '../../../runtime/src/core/assert.ts';
import { type CurrencyCode, parseCurrencyCode } from '../../../runtime/src/core/money/currency.ts';

/** A currency code that the test knows to exist. */
export function currencyOf(text: string): CurrencyCode {
  const parsed = parseCurrencyCode(text);
  assert(parsed.ok, `${text} is a currency`);
  return parsed.value;
}
