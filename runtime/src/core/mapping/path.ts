import { fail, ok, type Result } from '../result.ts';

/** One step of a path: a key, a fixed list position, or every element of a list. */
export type PathSegment = { kind: 'key'; key: string } | { kind: 'index'; index: number } | { kind: 'each' };

/** A parsed path such as `line_items[*].properties.quantity`. */
export type Path = readonly PathSegment[];

/** A place in one concrete value: keys and list positions. */
export type Place = readonly (string | number)[];

const LENGTH_MAX = 300;
const SEGMENTS_MAX = 16;
const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const SEGMENT = /\[(\*|0|[1-9][0-9]{0,4})\]|\.?([^.[\]\p{Cc}]+)/uy;

/** True for a key that reaches JavaScript's prototypes, which no mapping may read or write. */
export const isUnsafeKey = (key: string): boolean => UNSAFE_KEYS.has(key);

/** Parses a path, or says what is wrong with it. Prototype keys are refused. */
export function parsePath(text: string): Result<Path> {
  if (text.length > LENGTH_MAX) return fail(`path is longer than ${LENGTH_MAX} characters`);
  const segments: PathSegment[] = [];
  let at = 0;
  while (at < text.length) {
    SEGMENT.lastIndex = at;
    const match = SEGMENT.exec(text);
    const [whole = '', position, key] = match ?? [];
    const isDotted = whole.startsWith('.');
    if (whole === '' || (key !== undefined && isDotted !== at > 0)) {
      return fail(`path "${text}" cannot be read at character ${at + 1}`);
    }
    if (key !== undefined && isUnsafeKey(key)) return fail(`path "${text}" uses the reserved key ${key}`);
    if (key !== undefined) segments.push({ kind: 'key', key });
    else if (position === '*') segments.push({ kind: 'each' });
    else segments.push({ kind: 'index', index: Number(position) });
    at += whole.length;
  }
  if (segments[0]?.kind !== 'key') return fail(`path "${text}" must start with a key`);
  if (segments.length > SEGMENTS_MAX) return fail(`path "${text}" has more than ${SEGMENTS_MAX} steps`);
  return ok(segments);
}

/** Writes a path as it is spelt in a mapping. */
export function pathToText(path: Path): string {
  return path
    .map((segment, at) => {
      if (segment.kind === 'key') return at === 0 ? segment.key : `.${segment.key}`;
      return segment.kind === 'index' ? `[${segment.index}]` : '[*]';
    })
    .join('');
}

/** Writes a place, list positions counted from 0: `line_items[2].properties.quantity`. */
export function placeToText(place: Place): string {
  return place
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join('');
}

/** The concrete place of a path once each `[*]` is bound to a list position, in order. */
export function bindPath(path: Path, positions: readonly number[]): Place {
  let next = 0;
  return path.map((segment) => {
    if (segment.kind === 'key') return segment.key;
    if (segment.kind === 'index') return segment.index;
    return positions[next++] ?? 0;
  });
}

/** The part of a path up to each of its `[*]`, as text, shortest first; empty when it has none. */
export function listPrefixes(path: Path): string[] {
  return path.flatMap((segment, at) => (segment.kind === 'each' ? [pathToText(path.slice(0, at + 1))] : []));
}
