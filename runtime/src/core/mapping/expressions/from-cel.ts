import type { JsonObject, JsonValue } from '../../json.ts';
import { fail, ok, type Result } from '../../result.ts';
import { isUnsafeKey } from '../path.ts';

const DEPTH_MAX = 32;

/** What an expression gives, as JSON; fails for what JSON cannot hold exactly. */
export function fromCel(value: unknown, depth = 0): Result<JsonValue> {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return ok(value);
    case 'bigint': {
      const number = Number(value);
      return Number.isSafeInteger(number)
        ? ok(number)
        : fail('is a whole number beyond what JSON holds exactly');
    }
    case 'number':
      return fail('is a binary number that is not exact; send it as text');
    case 'object':
      if (value === null) return ok(null);
      if (depth >= DEPTH_MAX) return fail(`is nested deeper than ${DEPTH_MAX}`);
      if (Array.isArray(value)) return fromList(value, depth);
      return Object.getPrototypeOf(value) === Object.prototype
        ? fromObject(value, depth)
        : fail('is no JSON');
    default:
      return fail('is no JSON');
  }
}

function fromList(list: readonly unknown[], depth: number): Result<JsonValue> {
  const elements: JsonValue[] = [];
  for (const element of list) {
    const converted = fromCel(element, depth + 1);
    if (!converted.ok) return converted;
    elements.push(converted.value);
  }
  return ok(elements);
}

function fromObject(value: object, depth: number): Result<JsonValue> {
  const object: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    if (isUnsafeKey(key)) return fail(`holds the reserved key ${key}`);
    const converted = fromCel(member, depth + 1);
    if (!converted.ok) return converted;
    object[key] = converted.value;
  }
  return ok(object);
}
