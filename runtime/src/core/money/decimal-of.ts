import type { Big } from 'big.js';
import { assert } from '../assert.ts';
import { parseDecimal } from './parse-decimal.ts';

/** A decimal from text that was checked on its way in; anything else is an assertion. */
export function decimalOf(text: string): Big {
  const parsed = parseDecimal(text);
  assert(parsed.ok, 'a checked decimal is plain and bounded');
  return parsed.value;
}
