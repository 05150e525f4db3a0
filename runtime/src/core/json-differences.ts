import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';

/** A place where two values differ, as keys and list positions; a side that has nothing there is undefined. */
export type JsonDifference = {
  place: (string | number)[];
  before: JsonValue | undefined;
  after: JsonValue | undefined;
};

/**
 * Every place where two values differ, in the order of the first, as deep as both go on alike. Lists are compared
 * position by position; the order of keys does not count.
 */
export function jsonDifferences(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  place: (string | number)[] = [],
): JsonDifference[] {
  if (isJsonObject(before) && isJsonObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) =>
      jsonDifferences(ownOf(before, key), ownOf(after, key), [...place, key]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const longer = before.length > after.length ? before : after;
    return [...longer.keys()].flatMap((at) => jsonDifferences(before[at], after[at], [...place, at]));
  }
  return before === after ? [] : [{ place, before, after }];
}

/** A key of the prototype, such as `constructor`, is no member. */
const ownOf = (value: JsonObject, key: string): JsonValue | undefined =>
  Object.hasOwn(value, key) ? value[key] : undefined;
