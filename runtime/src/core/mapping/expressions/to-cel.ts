import type { JsonValue } from '../../json.ts';
import { isUnsafeKey } from '../path.ts';
import { exactTextOf } from '../transforms/exact-text-of.ts';

const DEPTH_MAX = 32;

/**
 * A record as expressions see it: whole numbers are CEL's integers, numbers with a fraction are text, so that
 * no operator computes in binary. A member that is null is absent, as it is for `from`; so are prototype keys
 * and what is nested deeper than 32.
 */
export function toCel(value: JsonValue, depth = 0): unknown {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? BigInt(value) : (exactTextOf(value) ?? value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return depth >= DEPTH_MAX ? [] : value.map((element) => toCel(element, depth + 1));
  const object: Record<string, unknown> = {};
  if (depth >= DEPTH_MAX) return object;
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member !== undefined && member !== null && !isUnsafeKey(key)) object[key] = toCel(member, depth + 1);
  }
  return object;
}
