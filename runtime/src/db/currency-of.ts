import { assert } from '../core/assert.ts';
import { type CurrencyCode, parseCurrencyCode } from '../core/money/currency.ts';

/** The currency of a column; only known codes are ever stored. */
export function currencyOf(columnText: string): CurrencyCode {
  const parsed = parseCurrencyCode(columnText);
  assert(parsed.ok, `currency column holds ${columnText}`);
  return parsed.value;
}
