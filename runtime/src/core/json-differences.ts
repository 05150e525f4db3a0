import { isJsonObject, type JsonValue } from './json.ts';
import { toJsonPointer } from './mapping/json-pointer.ts';

/** A place where two values differ; a side that has nothing there is undefined. */
export type JsonDifference = {
  pointer: string;
  expected: JsonValue | undefined;
  got: JsonValue | undefined;
};

/** Every place where a value is not the expected one, as deep as both go on alike; the order of keys does not count. */
export function jsonDifferences(
  expected: JsonValue | undefined,
  got: JsonValue | undefined,
  path: readonly (string | number)[] = [],
): JsonDifference[] {
  if (isJsonObject(expected) && isJsonObject(got)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(got)]);
    return [...keys].flatMap((key) => jsonDifferences(ownOf(expected, key), ownOf(got, key), [...path, key]));
  }
  if (Array.isArray(expected) && Array.isArray(got)) {
    const longer = expected.length > got.length ? expected : got;
    return [...longer.keys()].flatMap((at) => jsonDifferences(expected[at], got[at], [...path, at]));
  }
  return expected === got ? [] : [{ pointer: toJsonPointer(path), expected, got }];
}

/** A key of the prototype, such as `constructor`, is no member. */
const ownOf = (value: { [key: string]: JsonValue }, key: string): JsonValue | undefined =>
  Object.hasOwn(value, key) ? value[key] : undefined;
