import type { JsonValue } from '../json.ts';
import { bindPath, type Path } from './path.ts';
import { readPlace } from './read-place.ts';
import type { FieldReader } from './transforms/transform.ts';

/** Reads from a value inward, own properties only; undefined when a step is not there. */
export type StepReader = (from: JsonValue | undefined) => JsonValue | undefined;

/** What every object has without being given it: only for these keys does a plain read find what is not its own. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The reader of a path without `[*]`, made once so that reading parses and copies nothing. */
export function createStepReader(path: Path): StepReader {
  const steps = path.map(stepReader);
  const [first, second] = steps;
  if (first === undefined) return (from) => from;
  if (second === undefined) return first;
  if (steps.length === 2) return (from) => second(first(from));
  return (from) => {
    let here = from;
    for (const step of steps) here = step(here);
    return here;
  };
}

/** The reader of a path over a whole record, once each `[*]` is bound to a list position, in order. */
export function createPathReader(path: Path): FieldReader {
  const isOverList = path.some((segment) => segment.kind === 'each');
  if (isOverList) return (source, positions) => readPlace(source, bindPath(path, positions));
  const read = createStepReader(path);
  return (source) => read(source);
}

function stepReader(segment: Path[number]): StepReader {
  if (segment.kind !== 'key') {
    const index = segment.kind === 'index' ? segment.index : 0;
    return (from) => (Array.isArray(from) ? from[index] : undefined);
  }
  const { key } = segment;
  if (INHERITED.has(key))
    return (from) => (isObject(from) && Object.hasOwn(from, key) ? from[key] : undefined);
  return (from) => (isObject(from) ? from[key] : undefined);
}

const isObject = (value: JsonValue | undefined): value is { [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
