import { assert } from '../assert.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { type Path, type PathSegment, pathToText } from './path.ts';
import { createStepReader, type StepReader } from './read-steps.ts';
import { holdAt } from './write-steps.ts';

/** Elements that one row may go over in one record. A guess, ten times the largest deal that we know of. */
const ELEMENTS_MAX = 10_000;

/**
 * What is done with one element: `here` is the innermost item of the source, `target` what its values are put
 * into. `positions` change as the walk goes on; copy what is kept.
 */
export type OnElement = (
  here: JsonValue | undefined,
  target: JsonValue,
  positions: readonly number[],
) => void;

/** Whether a list was there to be walked, and why the walk ended early, if it did. */
export type Walked = { isListSeen: boolean; refused: string | undefined };

/** Walks the lists of a path in order and makes the same lists in the draft, so that elements of all rows stay aligned. */
export type ListWalk = (source: JsonValue, draft: JsonObject, onElement: OnElement) => Walked;

type Level = {
  listText: string;
  readList: StepReader;
  /** From what holds the list in the draft to the list itself; empty where a list holds a list. */
  keys: readonly string[];
  makeItem(): JsonValue;
  /** True for a list of values, which are put into the list itself. */
  holdsValues: boolean;
};

/** A walk along the `[*]` of `from`, which are one or more and as many as those of `to`. */
export function createListWalk(from: Path, to: Path): ListWalk {
  const [sourceStops, targetStops] = [stopsOf(from), stopsOf(to)];
  const levels = sourceStops.map((stop, depth): Level => {
    const targetStop = targetStops[depth] ?? 0;
    return {
      listText: pathToText(from.slice(0, stop)),
      readList: createStepReader(from.slice((sourceStops[depth - 1] ?? -1) + 1, stop)),
      keys: keysOf(to.slice((targetStops[depth - 1] ?? -1) + 1, targetStop)),
      makeItem: itemMaker(to[targetStop + 1]),
      holdsValues: targetStop === to.length - 1,
    };
  });
  return (source, draft, onElement) => {
    const walk = { onElement, positions: levels.map(() => 0), count: 0, isListSeen: false };
    const refused = enter(levels, 0, source, draft, walk);
    return { isListSeen: walk.isListSeen, refused };
  };
}

type Walk = { onElement: OnElement; positions: number[]; count: number; isListSeen: boolean };

function enter(
  levels: readonly Level[],
  depth: number,
  here: JsonValue | undefined,
  target: JsonValue,
  walk: Walk,
): string | undefined {
  const level = levels[depth];
  assert(level !== undefined, 'a walk ends at its innermost list');
  const list = level.readList(here);
  if (list === undefined || list === null) return undefined;
  if (!Array.isArray(list)) return `${level.listText} is not a list`;
  walk.isListSeen = true;
  const made = listIn(target, level.keys);
  const isInnermost = depth === levels.length - 1;
  for (let at = 0; at < list.length; at++) {
    walk.positions[depth] = at;
    const item = made[at] ?? level.makeItem();
    made[at] = item;
    const refused = isInnermost
      ? visit(list[at], level.holdsValues ? made : item, walk)
      : enter(levels, depth + 1, list[at], item, walk);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function visit(here: JsonValue | undefined, target: JsonValue, walk: Walk): string | undefined {
  walk.count += 1;
  if (walk.count > ELEMENTS_MAX) return `has more than ${ELEMENTS_MAX} elements`;
  walk.onElement(here, target, walk.positions);
  return undefined;
}

/** The list at the end of keys, made where it is not there yet. */
function listIn(target: JsonValue, keys: readonly string[]): JsonValue[] {
  let here = target;
  for (let at = 0; at < keys.length; at++) {
    here = holdAt(here, keys[at] ?? '', at === keys.length - 1 ? () => [] : () => ({}));
  }
  assert(Array.isArray(here), 'the compiler lets a list position stand on a list only');
  return here;
}

const stopsOf = (path: Path): number[] =>
  path.flatMap((segment, at) => (segment.kind === 'each' ? [at] : []));

const keysOf = (path: Path): string[] =>
  path.flatMap((segment) => (segment.kind === 'key' ? [segment.key] : []));

/** Every item gets its place, also one that has no value. */
function itemMaker(next: PathSegment | undefined): () => JsonValue {
  if (next === undefined) return () => null;
  return next.kind === 'key' ? () => ({}) : () => [];
}
