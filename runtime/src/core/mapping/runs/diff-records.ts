import { isJsonObject, type JsonValue } from '../../json.ts';
import { placeToText } from '../path.ts';

/** A value that differs between two records; a side that has none lacks its member. */
export type ValueChange = { path: string; before?: JsonValue; after?: JsonValue };

/** More differences than this are no list that anybody reads. */
const CHANGES_MAX = 200;

/** The values that differ between two records, in the order of the first; lists are compared position by position. */
export function diffRecords(before: JsonValue, after: JsonValue): ValueChange[] {
  const changes: ValueChange[] = [];
  compare(before, after, [], changes);
  return changes.slice(0, CHANGES_MAX);
}

function compare(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  place: (string | number)[],
  changes: ValueChange[],
): void {
  if (before === after) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let at = 0; at < Math.max(before.length, after.length); at++) {
      compare(before[at], after[at], [...place, at], changes);
    }
  } else if (isJsonObject(before) && isJsonObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compare(before[key], after[key], [...place, key], changes);
    }
  } else {
    changes.push({
      path: placeToText(place),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    });
  }
}
