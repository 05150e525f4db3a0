import type { FieldConstant, FieldRow, MappingDefinition, TransformCall } from './definition.ts';
import { parsePath } from './path.ts';
import { pathAncestors, pathPattern } from './target-places.ts';

/** What a row leaves at a place. `unknown` is what the source decides. */
export type WrittenType = 'text' | 'integer' | 'boolean' | 'list' | 'object' | 'unknown';

/** What transforms give that do not give text. */
const NO_TEXT: ReadonlyMap<string, WrittenType> = new Map([
  ['lookup', 'unknown'],
  ['coalesce', 'unknown'],
  ['first', 'unknown'],
  ['last', 'unknown'],
  ['at', 'unknown'],
  ['split', 'list'],
  ['map', 'list'],
  ['filter', 'list'],
  ['boolean', 'boolean'],
  ['not', 'boolean'],
]);

/** Every place that the rows write, those that only hold others included, with the types found there. */
export function writtenTypes(definition: MappingDefinition): ReadonlyMap<string, ReadonlySet<WrittenType>> {
  const types = new Map<string, Set<WrittenType>>();
  const note = (place: string, ...found: readonly WrittenType[]) => {
    const known = types.get(place) ?? new Set();
    for (const type of found) known.add(type);
    types.set(place, known);
  };
  for (const row of definition.fields) {
    const parsed = parsePath(row.to);
    if (!parsed.ok) continue;
    const places = [...pathAncestors(parsed.value), pathPattern(parsed.value)];
    for (const [at, place] of places.entries()) {
      const beneath = places[at + 1];
      if (beneath === undefined) note(place, ...typesOf(row));
      else note(place, beneath === `${place}[*]` ? 'list' : 'object');
    }
  }
  return types;
}

function typesOf(row: FieldRow): WrittenType[] {
  if (row.const !== undefined) return [typeOfConstant(row.const)];
  const last = row.transform?.at(-1);
  const written = last === undefined ? typeOfSource(row) : typeOfTransform(last);
  return row.default === undefined ? [written] : [written, typeOfConstant(row.default)];
}

/** Several sources are a list; of one alone only the source knows. */
const typeOfSource = (row: FieldRow): WrittenType => (Array.isArray(row.from) ? 'list' : 'unknown');

const typeOfTransform = (call: TransformCall): WrittenType =>
  NO_TEXT.get(typeof call === 'string' ? call : call.name) ?? 'text';

function typeOfConstant(constant: FieldConstant): WrittenType {
  if (typeof constant === 'string') return 'text';
  return typeof constant === 'number' ? 'integer' : 'boolean';
}
