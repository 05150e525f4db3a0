import type { JsonObject, JsonValue } from '../json.ts';
import type { Result } from '../result.ts';
import type { FieldConstant } from './definition.ts';
import type { Path, Place } from './path.ts';
import type { SourceRecord } from './source-record.ts';

/** Why a row gave no value: the row's number from 1, the target and source as places, a text that is safe to show. */
export type RowRefusal = { row: number; to: string; from: string | null; reason: string };

/** One value that a row wrote: where, how, and which places of the source it looked at, as received. */
export type TracedWrite = {
  row: number;
  to: Place;
  value: JsonValue;
  how: 'const' | 'from' | 'expression' | 'default';
  /** In the order of the row's sources, then what its transforms looked up; `undefined` where the source has nothing. */
  reads: { place: Place; value: JsonValue | undefined }[];
};

/** The value of a row for one element, `here`: undefined when there is none. */
export type ReadValue = (
  here: JsonValue | undefined,
  record: SourceRecord,
  positions: readonly number[],
) => Result<JsonValue | undefined>;

/** A row with everything parsed. */
export type RowPlan = {
  number: number;
  to: Path;
  how: Exclude<TracedWrite['how'], 'default'>;
  /** Its lists are those that the row goes over; empty for a row that reads no path. */
  lead: Path;
  /** What is told of where a value comes from. */
  sources: readonly Path[];
  /** What the transforms read beside the value, such as the currency of an amount. */
  looked: readonly Path[];
  readValue: ReadValue;
  fallback: FieldConstant | undefined;
  isRequired: boolean;
  condition: { path: Path; test: (value: JsonValue | undefined) => boolean } | undefined;
};

/** Writes what a row makes of a record into the draft, and what it refuses into the list; `observe` is told of each write. */
export type RowRun = (
  record: SourceRecord,
  draft: JsonObject,
  refusals: RowRefusal[],
  observe?: (write: TracedWrite) => void,
) => void;
