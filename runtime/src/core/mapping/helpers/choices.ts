import type { JsonObject, JsonValue } from '../../json.ts';
import { fail, ok, type Result } from '../../result.ts';
import { isFilled } from '../is-filled.ts';

/** The first of its arguments that is filled; the last one as it is when none before is. */
export const coalesce = (...values: JsonValue[]): Result<JsonValue> =>
  ok(values.find(isFilled) ?? values.at(-1) ?? null);

/** A table's own entry for a key; `instead` where it has none, which is refused without it. */
export function lookup(table: JsonObject, key: string, instead?: JsonValue): Result<JsonValue> {
  const found = Object.hasOwn(table, key) ? table[key] : instead;
  return found === undefined ? fail(`the table has no entry for "${key.slice(0, 100)}"`) : ok(found);
}
