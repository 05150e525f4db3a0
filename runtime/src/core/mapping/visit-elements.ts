import type { JsonValue } from '../json.ts';
import { fail, ok, type Result } from '../result.ts';
import { bindPath, type Path, pathToText } from './path.ts';
import { readPlace } from './read-place.ts';

/** Elements that one row may go over in one record. A guess, ten times the largest deal that we know of. */
const ELEMENTS_MAX = 10_000;

/** What a walk meets, each with the list positions of the `[*]` so far. */
export type ElementVisitor = {
  onList(positions: readonly number[]): void;
  /** Every item of every list on the way. */
  onItem(positions: readonly number[]): void;
  /** What the path leads to: once per innermost item. */
  onElement(positions: readonly number[]): void;
};

/**
 * Walks the lists that a path goes over, in order; a path without `[*]` is one element.
 * Returns the number of elements, or the reason why something on the way is not a list.
 */
export function visitElements(source: JsonValue, path: Path, visitor: ElementVisitor): Result<number> {
  const stops = path.flatMap((segment, at) => (segment.kind === 'each' ? [at] : []));
  let count = 0;

  const enter = (depth: number, positions: readonly number[]): Result<number> => {
    const stop = stops[depth];
    if (stop === undefined) {
      count += 1;
      if (count > ELEMENTS_MAX) return fail(`has more than ${ELEMENTS_MAX} elements`);
      visitor.onElement(positions);
      return ok(count);
    }
    const listPath = path.slice(0, stop);
    const list = readPlace(source, bindPath(listPath, positions));
    if (list === undefined || list === null) return ok(count);
    if (!Array.isArray(list)) return fail(`${pathToText(listPath)} is not a list`);
    visitor.onList(positions);
    for (const at of list.keys()) {
      const inside = [...positions, at];
      visitor.onItem(inside);
      const entered = enter(depth + 1, inside);
      if (!entered.ok) return entered;
    }
    return ok(count);
  };
  return enter(0, []);
}
