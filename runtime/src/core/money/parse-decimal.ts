import Big from 'big.js';
import { ok, type Result } from '../result.ts';
import { readPlainDecimal } from './plain-decimal.ts';

const SOME_DIGIT = /[1-9]/;

/**
 * Reads plain notation (`-12.50`): no exponent, no grouping, no leading zeros, at most 18 digits before and
 * 10 after the point. Minus zero reads as zero.
 */
export function parseDecimal(text: string): Result<Big> {
  const plain = readPlainDecimal(text);
  if (!plain.ok) return plain;
  return ok(new Big(SOME_DIGIT.test(text) ? text : 0));
}
