import type { JsonObject } from '../../core/json.ts';

/** What became of one record of a write: as stored, or as sent with Xero's reasons against it. */
export type SavedRecord =
  | { isSaved: true; record: JsonObject; id: string }
  | { isSaved: false; record: JsonObject; reasons: string[] };

/** Refuses a record with its reasons. */
export const refused = (record: JsonObject, reasons: string[]): SavedRecord => ({
  isSaved: false,
  record,
  reasons,
});
