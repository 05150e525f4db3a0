import type { JsonObject, JsonValue } from '../json.ts';
import { stableJson } from '../stable-json.ts';

/** A field whose value in the other system is not ours. */
export type FieldDifference = { field: string; ours: JsonValue; theirs: JsonValue };

/** The fields of ours that the other system holds differently; fields that only it has do not count. */
export function compareFields(ours: JsonObject, theirs: JsonObject): FieldDifference[] {
  return Object.entries(ours)
    .map(([field, value]) => ({ field, ours: value, theirs: theirs[field] ?? null }))
    .filter((difference) => stableJson(difference.ours) !== stableJson(difference.theirs));
}
