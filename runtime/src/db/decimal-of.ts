import type { Big } from 'big.js';
import { assert } from '../core/assert.ts';
import { decimalToText } from '../core/money/decimal-to-text.ts';
import { parseDecimal } from '../core/money/parse-decimal.ts';

/** The exact value of a NUMERIC column; the column's type vouches for its form. */
export function decimalOf(columnText: string): Big {
  const parsed = parseDecimal(columnText);
  assert(parsed.ok, `NUMERIC column holds ${columnText}`);
  return parsed.value;
}

/** A NUMERIC column in plain notation without the zeros that its scale adds. */
export const decimalTextOf = (columnText: string): string => decimalToText(decimalOf(columnText));
