import { assert } from '../../assert.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { parseMoneyText } from '../../money/parse-money-text.ts';

/** Minor units of an amount of a stored document; one that cannot be read is an assertion. */
export function minorOf(text: string, currency: CurrencyCode): bigint {
  const parsed = parseMoneyText(text, currency);
  assert(parsed.ok, 'an amount of a stored document is plain and of its currency');
  return parsed.value.amountMinor;
}
