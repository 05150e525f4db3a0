import type { JsonValue } from '../json.ts';
import { toCel } from './expressions/to-cel.ts';

/** One record while rows run over it. */
export type SourceRecord = {
  readonly source: JsonValue;
  /** The record as expressions see it; made when the first of them asks. */
  view(): unknown;
};

/** Opens a record, which must not change while it is open. */
export function openRecord(source: JsonValue): SourceRecord {
  let view: { value: unknown } | undefined;
  return {
    source,
    view() {
      view ??= { value: toCel(source) };
      return view.value;
    },
  };
}
