import type { JsonObject } from '../json.ts';
import { toJsonPointer } from '../mapping/json-pointer.ts';
import type { Place } from '../mapping/path.ts';
import { parseDecimal } from '../money/parse-decimal.ts';
import { readValue } from './document-pointer.ts';
import type { CanonicalBasis, KeptBasis } from './lineage-basis.ts';
import type { LineageStep, RecordKind } from './lineage-step.ts';

/** A field of a canonical record: what its mapping made is traced from here. */
export type CanonicalField = { record: 'deal' | 'customer' | 'contact'; id: string; place: Place };

/** The first steps back from a value, and the canonical field at which the mapping takes over, if it does. */
export type Origin = { steps: LineageStep[]; mapped?: CanonicalField };

/** A value that was given by nothing known. */
export const unknown = (reason: Extract<LineageStep, { kind: 'unknown' }>['reason']): Origin => ({
  steps: [{ kind: 'unknown', reason }],
});

/** A field of a canonical record, when the record holds what is printed; undefined when it holds nothing there. */
export function fromCanonical(
  kind: CanonicalField['record'],
  basis: CanonicalBasis<object> | null | undefined,
  place: Place,
  printed: string,
): Origin | undefined {
  if (basis === null || basis === undefined) return unknown('no_source');
  const value = readValue(basis.body as JsonObject, place);
  if (value === undefined) return undefined;
  if (!isSameValue(value, printed)) return unknown('record_changed');
  const { id, name, version } = basis;
  return {
    steps: [{ kind: 'record', record: kind, id, name, version, field: toJsonPointer(place), value }],
    mapped: { record: kind, id, place },
  };
}

/** A field that people keep in the hub, when it holds what is printed: with who entered it. */
export function fromKept(
  record: Extract<RecordKind, 'product' | 'entity' | 'tax_rule'>,
  basis: (KeptBasis & { version?: number }) | undefined,
  place: Place,
  printed: string,
): Origin {
  if (basis === undefined) return unknown('no_source');
  const value = readValue(basis.values, place);
  if (value === undefined || !isSameValue(value, printed)) return unknown('record_changed');
  const { id, name, version = null, entered } = basis;
  return {
    steps: [
      { kind: 'record', record, id, name, version, field: toJsonPointer(place), value },
      entered === null ? { kind: 'unknown', reason: 'not_recorded' } : { kind: 'entered', stamp: entered },
    ],
  };
}

/** Equal as text, or as decimals: a record may hold 300 where 300.00 is printed. */
function isSameValue(value: string, printed: string): boolean {
  if (value === printed) return true;
  const [one, other] = [parseDecimal(value), parseDecimal(printed)];
  return one.ok && other.ok && one.value.eq(other.value);
}
