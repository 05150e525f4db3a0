import { GUEST_HELPERS } from '../../../runtime/src/adapters/sandbox/guest-helpers.ts';
import type { JsonValue } from '../../../runtime/src/core/json.ts';
import type { ScriptBatch } from '../../../runtime/src/flow/ports.ts';

/** How many records go together, in every design that is compared. */
const RECORDS_PER_BATCH = 50;
/** The instant that scripts are given. */
export const NOW = '2026-11-24T09:00:00.000Z';

/** One design of running a mapping script over records. Everything but the sandbox itself runs in this thread. */
export type MappingRunner = {
  name: string;
  run(items: ScriptBatch['items']): Promise<JsonValue[]>;
  close(): Promise<void>;
};

/** Guest source of a function that maps a batch, given as one JSON text, and gives the records back as one. */
export const MAP_BATCH = `((map, ctx) => (text) =>
  JSON.stringify(JSON.parse(text).map(({ source, draft }) => map(source, draft, ctx))))`;

/** What a script is given beside its record: those helpers that need no crossing to the hub. */
export const MAP_CONTEXT = `{ now: '${NOW}', helpers: (${GUEST_HELPERS})(() => { throw new Error('no hub'); }) }`;

/** The script as an expression, for those that load no modules. */
export const asExpression = (script: string): string =>
  `(() => { ${script.replace('export default function map', 'return function map')} })()`;

/** Runs batch after batch through a function that takes and gives one JSON text. */
export function mapInBatches(items: ScriptBatch['items'], mapBatch: (text: string) => string): JsonValue[] {
  const records: JsonValue[] = [];
  for (let from = 0; from < items.length; from += RECORDS_PER_BATCH) {
    const mapped: JsonValue[] = JSON.parse(
      mapBatch(JSON.stringify(items.slice(from, from + RECORDS_PER_BATCH))),
    );
    records.push(...mapped);
  }
  return records;
}
