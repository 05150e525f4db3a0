import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { MappingTrace } from '../mapping/compile-mapping.ts';
import type { MappingDefinition } from '../mapping/definition.ts';
import { type Place, placeToText } from '../mapping/path.ts';
import { readPlace } from '../mapping/read-place.ts';
import type { TracedWrite } from '../mapping/row-plan.ts';
import { stableJson } from '../stable-json.ts';
import type { LineageStep, MappingRef } from './lineage-step.ts';

type Received = Extract<LineageStep, { kind: 'received' }>;

/** A record that went through its mapping once more, watched. */
export type TracedRecord = {
  mapping: MappingRef;
  definition: MappingDefinition;
  trace: MappingTrace;
  /** What the script returned; null for a mapping without one. */
  scripted: JsonObject | null;
  received: Omit<Received, 'kind' | 'fields'>;
};

/** From a field of the canonical record to the value as received: the script, the row, the record. */
export function mappedSteps(traced: TracedRecord, place: Place, value: string): LineageStep[] {
  const { trace, scripted, mapping } = traced;
  const result = readPlace(scripted ?? trace.draft, place);
  if (result === undefined || String(result) !== value) return [{ kind: 'unknown', reason: 'trace_differs' }];
  if (scripted === null) return rowSteps(traced, place);
  const script = { kind: 'script', mapping, name: 'script.js', after: result } as const;
  const before = placeBefore(trace.draft, scripted, place);
  if (before === undefined) return [{ ...script, effect: 'unclear' }, receivedStep(traced)];
  const earlier = readPlace(trace.draft, before);
  if (earlier === undefined) return [{ ...script, effect: 'made' }, receivedStep(traced)];
  const isKept = stableJson([earlier]) === stableJson([result]);
  return [{ ...script, effect: isKept ? 'kept' : 'changed', before: earlier }, ...rowSteps(traced, before)];
}

/** The row that wrote a place last; one that wrote a whole list or object wrote its parts too. */
function rowSteps(traced: TracedRecord, place: Place): LineageStep[] {
  const write = traced.trace.writes.findLast(({ to }) => to.every((step, at) => place[at] === step));
  const row = write === undefined ? undefined : traced.definition.fields[write.row - 1];
  if (write === undefined || row === undefined) return [{ kind: 'unknown', reason: 'not_mapped' }];
  return [
    {
      kind: 'mapped',
      mapping: traced.mapping,
      row: write.row,
      to: row.to,
      how: write.how,
      from: [row.from ?? row.expression ?? []].flat(),
      transforms: row.transform ?? [],
      value: write.value,
    },
    receivedStep(traced, write.reads),
  ];
}

const receivedStep = (traced: TracedRecord, reads: TracedWrite['reads'] = []): LineageStep => ({
  kind: 'received',
  ...traced.received,
  fields: reads.map(({ place, value }) => ({ place: placeToText(place), value: value ?? null })),
});

/**
 * Where a place of the script's result stood before it: items of a list are found by their `key`, since scripts sort
 * and drop them. Undefined where that cannot be told: an item without a key, or a key that stands twice.
 */
function placeBefore(draft: JsonObject, result: JsonObject, place: Place): Place | undefined {
  const stop = place.findIndex((step) => typeof step === 'number');
  if (stop === -1) return place;
  const list = place.slice(0, stop);
  const key = keyOf(readPlace(result, place.slice(0, stop + 1)));
  const items = readPlace(draft, list);
  if (key === undefined) return undefined;
  const found = (Array.isArray(items) ? items : []).flatMap((item, at) => (keyOf(item) === key ? [at] : []));
  const [only] = found;
  return only === undefined || found.length > 1 ? undefined : [...list, only, ...place.slice(stop + 1)];
}

function keyOf(item: JsonValue | undefined): string | undefined {
  const key = isJsonObject(item) ? item['key'] : undefined;
  return typeof key === 'string' ? key : undefined;
}
