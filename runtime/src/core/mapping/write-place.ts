import { assert } from '../assert.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { Place } from './path.ts';

/**
 * Puts a value at a place of the draft and makes the objects and lists on the way.
 * With `keep`, what is there already stays.
 */
export function writePlace(
  draft: JsonObject,
  place: Place,
  value: JsonValue,
  mode: 'replace' | 'keep' = 'replace',
): void {
  let here: JsonValue = draft;
  for (const [at, step] of place.entries()) {
    const next = place[at + 1];
    const isLast = next === undefined;
    const fresh: JsonValue = isLast ? value : typeof next === 'number' ? [] : {};
    here = enter(here, step, fresh, isLast && mode === 'replace');
  }
}

function enter(
  container: JsonValue,
  step: string | number,
  fresh: JsonValue,
  isReplaced: boolean,
): JsonValue {
  if (typeof step === 'number') {
    assert(Array.isArray(container), 'the compiler lets a list position stand on a list only');
    const found = container[step];
    if (!isReplaced && found !== undefined) return found;
    container[step] = fresh;
    return fresh;
  }
  assert(isJsonObject(container), 'the compiler lets a key stand on an object only');
  const found = Object.hasOwn(container, step) ? container[step] : undefined;
  if (!isReplaced && found !== undefined) return found;
  container[step] = fresh;
  return fresh;
}
