import type { JsonValue } from '../../json.ts';
import { jsonDifferences } from '../../json-differences.ts';
import { placeToText } from '../path.ts';

/** A value that differs between two records; a side that has none lacks its member. */
export type ValueChange = { path: string; before?: JsonValue; after?: JsonValue };

/** More differences than this are no list that anybody reads. */
const CHANGES_MAX = 200;

/** The values that differ between two records, in the order of the first; lists are compared position by position. */
export function diffRecords(before: JsonValue, after: JsonValue): ValueChange[] {
  return jsonDifferences(before, after)
    .slice(0, CHANGES_MAX)
    .map(({ place, before: old, after: now }) => ({
      path: placeToText(place),
      ...(old === undefined ? {} : { before: old }),
      ...(now === undefined ? {} : { after: now }),
    }));
}
