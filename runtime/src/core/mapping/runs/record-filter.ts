import type { JsonValue } from '../../json.ts';
import { compileCondition } from '../compile-condition.ts';
import { bindPath, parsePath } from '../path.ts';
import { readPlace } from '../read-place.ts';
import type { RunFilter } from './run-filter.ts';

/** The test of a filter's condition over a raw record; without a condition, or with a path that cannot be read, all pass. */
export function recordFilter({ where }: RunFilter): (source: JsonValue) => boolean {
  if (where === undefined) return () => true;
  const path = parsePath(where.from);
  if (!path.ok) return () => true;
  const place = bindPath(path.value, []);
  const test = compileCondition(where);
  return (source) => test(readPlace(source, place));
}
