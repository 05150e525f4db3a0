import type { z } from 'zod';
import { CANONICAL_SCHEMAS, type CanonicalKind, type CanonicalRecords } from '../canonical/schemas.ts';
import type { JsonValue } from '../json.ts';
import { UNSTORABLE, unstorablePlaces } from '../storable-text.ts';
import { copyJson } from './copy-json.ts';
import { toJsonPointer } from './json-pointer.ts';

/** A place of a mapped value that is no canonical record, as a JSON pointer, and why. */
export type RecordRefusal = { pointer: string; reason: string };

/** A canonical record, or every place where the value is none. */
export type FinishedMapping<Kind extends CanonicalKind> =
  | { ok: true; record: CanonicalRecords[Kind] }
  | { ok: false; refusals: RecordRefusal[] };

/** Checks what rows and script made against the canonical schema of the kind. Prototype keys and texts that cannot be stored are refused. */
export function finishMapping<Kind extends CanonicalKind>(
  kind: Kind,
  value: JsonValue,
): FinishedMapping<Kind> {
  const copied = copyJson(value);
  if (!copied.ok) return { ok: false, refusals: [{ pointer: '', reason: copied.reason }] };
  const unstorable = unstorablePlaces(copied.value);
  if (unstorable.length > 0) {
    return { ok: false, refusals: unstorable.map((pointer) => ({ pointer, reason: UNSTORABLE })) };
  }
  const schema: z.ZodType<CanonicalRecords[Kind]> = CANONICAL_SCHEMAS[kind];
  const parsed = schema.safeParse(copied.value);
  if (parsed.success) return { ok: true, record: parsed.data };
  return { ok: false, refusals: parsed.error.issues.flatMap(toRefusals) };
}

function toRefusals(issue: z.core.$ZodIssue): RecordRefusal[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: toJsonPointer([...issue.path, key]),
      reason: 'is no field of the record',
    }));
  }
  return [{ pointer: toJsonPointer(issue.path), reason: issue.message }];
}
