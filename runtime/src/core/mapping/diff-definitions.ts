import { type JsonObject, toJson } from '../json.ts';
import { stableJson } from '../stable-json.ts';
import type { FieldRow, MappingDefinition } from './definition.ts';

/** A row with its number in its own definition, counted from 1. */
export type NumberedRow = { row: number; field: FieldRow };

/** What differs between two definitions, rows in the order of their numbers. */
export type DefinitionDiff = {
  /** Members outside the rows that differ, such as `description`. */
  header: string[];
  added: NumberedRow[];
  removed: NumberedRow[];
  /** Rows of one target that differ, and in which members. */
  changed: { before: NumberedRow; after: NumberedRow; members: string[] }[];
  /** True when rows that both have stand in another order: of two rows at one place the later one wins. */
  isReordered: boolean;
};

type Pair = { before: NumberedRow; after: NumberedRow };

/**
 * Compares two definitions row by row. Equal rows pair first, then rows of the same target in order, so
 * that a row put in before others is one addition and not a change of all that follow.
 */
export function diffDefinitions(from: MappingDefinition, to: MappingDefinition): DefinitionDiff {
  const equal = pairRows(numbered(from), numbered(to), (field) => stableJson(toJson(field)));
  const sameTarget = pairRows(equal.before, equal.after, (field) => field.to);
  const kept = [...equal.pairs, ...sameTarget.pairs].toSorted(
    (left, right) => left.before.row - right.before.row,
  );
  return {
    header: differingMembers(toJson({ ...from, fields: [] }), toJson({ ...to, fields: [] })),
    added: sameTarget.after,
    removed: sameTarget.before,
    changed: sameTarget.pairs.map(({ before, after }) => ({
      before,
      after,
      members: differingMembers(toJson(before.field), toJson(after.field)),
    })),
    isReordered: kept.some(({ after }, at) => after.row < (kept[at - 1]?.after.row ?? 0)),
  };
}

const numbered = (definition: MappingDefinition): NumberedRow[] =>
  definition.fields.map((field, at) => ({ row: at + 1, field }));

/** Pairs rows with the same key in order; `before` and `after` are the rows that found none. */
function pairRows(
  before: readonly NumberedRow[],
  after: readonly NumberedRow[],
  keyOf: (field: FieldRow) => string,
): { pairs: Pair[]; before: NumberedRow[]; after: NumberedRow[] } {
  const waiting = Map.groupBy(after, ({ field }) => keyOf(field));
  const pairs: Pair[] = [];
  const alone: NumberedRow[] = [];
  for (const row of before) {
    const match = waiting.get(keyOf(row.field))?.shift();
    if (match === undefined) alone.push(row);
    else pairs.push({ before: row, after: match });
  }
  const paired = new Set(pairs.map((pair) => pair.after));
  return { pairs, before: alone, after: after.filter((row) => !paired.has(row)) };
}

function differingMembers(before: JsonObject, after: JsonObject): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => stableJson(before[key] ?? null) !== stableJson(after[key] ?? null),
  );
}
