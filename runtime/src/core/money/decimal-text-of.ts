import { assert } from '../assert.ts';
import { readPlainDecimal } from './plain-decimal.ts';

/**
 * A checked decimal, such as a NUMERIC column, in plain notation without the zeros that its scale adds; anything else is
 * an assertion. Without Big, which would take longer than all else that is done with most columns.
 */
export function decimalTextOf(text: string): string {
  const plain = readPlainDecimal(text);
  assert(plain.ok, 'a checked decimal is plain and bounded');
  const { sign, integer, fraction } = plain.value;
  const kept = fraction.replace(/0+$/, '');
  if (kept === '') return integer === '0' ? '0' : `${sign}${integer}`;
  return `${sign}${integer}.${kept}`;
}
