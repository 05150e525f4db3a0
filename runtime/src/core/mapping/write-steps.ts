import { assert } from '../assert.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import type { Path } from './path.ts';

/** Puts a value into what a walk hands over: the innermost item of the draft, or the list of values itself. */
export type Writer = (target: JsonValue, positions: readonly number[], value: JsonValue) => void;

/** The writer of what follows the last `[*]` of a path; it makes the objects on the way. */
export function createWriter(to: Path): Writer {
  const tail = to.slice(to.findLastIndex((segment) => segment.kind === 'each') + 1);
  const keys = tail.flatMap((segment) => (segment.kind === 'key' ? [segment.key] : []));
  const last = keys.pop();
  if (last === undefined) {
    return (target, positions, value) => {
      assert(Array.isArray(target), 'the compiler lets a list position stand on a list only');
      target[positions.at(-1) ?? 0] = value;
    };
  }
  return (target, _positions, value) => {
    let here = target;
    for (const key of keys) here = holdAt(here, key, () => ({}));
    assert(isJsonObject(here), 'the compiler lets a key stand on an object only');
    here[last] = value;
  };
}

/** What stands at a key, made where nothing does. */
export function holdAt(holder: JsonValue, key: string, make: () => JsonValue): JsonValue {
  assert(isJsonObject(holder), 'the compiler lets a key stand on an object only');
  const found = Object.hasOwn(holder, key) ? holder[key] : undefined;
  if (found !== undefined) return found;
  const made = make();
  holder[key] = made;
  return made;
}
