import type { JsonValue } from '../json.ts';
import { fail, ok, type Result } from '../result.ts';
import { isUnsafeKey } from './path.ts';

const DEPTH_MAX = 32;

/** A deep copy of a value from outside. Prototype keys and nesting deeper than 32 are refused. */
export function copyJson(value: JsonValue, depth = 0): Result<JsonValue> {
  if (value === null || typeof value !== 'object') return ok(value);
  if (depth >= DEPTH_MAX) return fail(`is nested deeper than ${DEPTH_MAX}`);
  if (Array.isArray(value)) {
    const list: JsonValue[] = [];
    for (const element of value) {
      const copied = copyJson(element, depth + 1);
      if (!copied.ok) return copied;
      list.push(copied.value);
    }
    return ok(list);
  }
  const object: { [key: string]: JsonValue } = {};
  for (const [key, member] of Object.entries(value)) {
    if (isUnsafeKey(key)) return fail(`holds the reserved key ${key}`);
    const copied = copyJson(member, depth + 1);
    if (!copied.ok) return copied;
    object[key] = copied.value;
  }
  return ok(object);
}
