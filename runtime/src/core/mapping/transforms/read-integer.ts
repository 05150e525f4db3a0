import type { JsonValue } from '../../json.ts';
import { fail, ok, type Result } from '../../result.ts';

/** 18 digits fit bigint columns with room for sums. */
const INTEGER = /^-?(0|[1-9][0-9]{0,17})$/;

/** A whole number of at most 18 digits, from its text or from a JSON number that is exact. */
export function readInteger(value: JsonValue): Result<bigint> {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? ok(BigInt(value)) : fail('is no whole number that is exact');
  }
  if (typeof value !== 'string') return fail('is no whole number');
  const text = value.trim();
  return INTEGER.test(text) ? ok(BigInt(text)) : fail('is no whole number');
}
