import type { JsonValue } from '../json.ts';
import type { RowCondition } from './definition.ts';
import { isFilled } from './is-filled.ts';

/** A test of the value that a condition looks at. Texts, numbers and booleans compare by their text. */
export function compileCondition(when: RowCondition): (value: JsonValue | undefined) => boolean {
  if (when.exists !== undefined) return (value) => isFilled(value) === when.exists;
  const wanted = new Set((when.in ?? [when.equals]).map(String));
  return (value) => isFilled(value) && typeof value !== 'object' && wanted.has(String(value));
}
