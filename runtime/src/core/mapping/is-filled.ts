import type { JsonValue } from '../json.ts';

/** False for a value that is missing, null or an empty text: CRMs clear a property by emptying it. */
export function isFilled(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null && value !== '';
}
