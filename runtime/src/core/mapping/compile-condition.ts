import type { JsonValue } from '../json.ts';
import type { ValueTests } from './definition.ts';
import { isFilled } from './is-filled.ts';

/** A test of the value that a condition looks at. Texts, numbers and booleans compare by their text. */
export function compileCondition(tests: ValueTests): (value: JsonValue | undefined) => boolean {
  if (tests.exists !== undefined) return (value) => isFilled(value) === tests.exists;
  const wanted = new Set((tests.in ?? [tests.equals]).map(String));
  return (value) => isFilled(value) && typeof value !== 'object' && wanted.has(String(value));
}
