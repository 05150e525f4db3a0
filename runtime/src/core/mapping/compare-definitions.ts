import type { MappingDefinition } from './definition.ts';
import { listTargetFields } from './list-target-fields.ts';
import { parsePath } from './path.ts';
import { pathPattern } from './target-places.ts';
import { type WrittenType, writtenTypes } from './written-types.ts';

/** A change that those who read the records would not survive. */
export type BreakingChange = {
  code: 'kind_changed' | 'required_dropped' | 'type_changed';
  /** The target place, list elements as `[*]`; empty for the whole record. */
  target: string;
  /** What a script might make good: the rows alone do not tell, fixtures do. */
  severity: 'error' | 'warning';
  texts: { en: string; ja: string };
};

const TYPES_JA: Readonly<Record<WrittenType, string>> = {
  text: 'テキスト',
  integer: '整数',
  boolean: '真偽値',
  list: 'リスト',
  object: 'オブジェクト',
  unknown: '不明',
};

/**
 * What a draft would break of the live definition: a required target that it no longer writes, required by
 * the canonical schema or by a live row, and a target whose type changes. Where the draft has a script,
 * a dropped target is a warning, since the script may write it.
 */
export function compareDefinitions(live: MappingDefinition, draft: MappingDefinition): BreakingChange[] {
  if (live.kind !== draft.kind) {
    return [
      change('kind_changed', '', 'error', {
        en: `the record would be a ${draft.kind} instead of a ${live.kind}`,
        ja: `データの種類が ${live.kind} から ${draft.kind} に変わります`,
      }),
    ];
  }
  const before = writtenTypes(live);
  const after = writtenTypes(draft);
  const dropped = requiredPlaces(live).filter(
    ({ place, holder }) => before.has(place) && !after.has(place) && (holder === '' || after.has(holder)),
  );
  const severity = draft.script === true ? 'warning' : 'error';
  return [
    ...dropped.map(({ place }) =>
      change('required_dropped', place, severity, {
        en: `${place} is required and would no longer be filled`,
        ja: `必須項目「${place}」に値が入らなくなります`,
      }),
    ),
    ...[...before].flatMap(([place, types]) => typeChange(place, types, after.get(place))),
  ];
}

/** With the place whose presence makes it required: an address that is dropped whole needs no city. */
function requiredPlaces(live: MappingDefinition): { place: string; holder: string }[] {
  const bySchema = [...listTargetFields(live.kind).values()]
    .filter((field) => field.isRequired)
    .map(({ path }) => ({ place: path, holder: path.slice(0, Math.max(path.lastIndexOf('.'), 0)) }));
  const known = new Set(bySchema.map(({ place }) => place));
  const byRow = live.fields.flatMap((row) => {
    const parsed = parsePath(row.to);
    const place = parsed.ok ? pathPattern(parsed.value) : '';
    if (row.required !== true || place === '' || known.has(place)) return [];
    known.add(place);
    return [{ place, holder: '' }];
  });
  return [...bySchema, ...byRow];
}

function typeChange(
  place: string,
  before: ReadonlySet<WrittenType>,
  after: ReadonlySet<WrittenType> | undefined,
): BreakingChange[] {
  if (after === undefined || before.has('unknown') || after.has('unknown')) return [];
  if ([...after].every((type) => before.has(type))) return [];
  const named = (types: ReadonlySet<WrittenType>) => [...types].map((type) => TYPES_JA[type]).join('・');
  return [
    change('type_changed', place, 'error', {
      en: `${place} would change from ${[...before].join(' or ')} to ${[...after].join(' or ')}`,
      ja: `「${place}」の型が${named(before)}から${named(after)}に変わります`,
    }),
  ];
}

const change = (
  code: BreakingChange['code'],
  target: string,
  severity: BreakingChange['severity'],
  texts: BreakingChange['texts'],
): BreakingChange => ({ code, target, severity, texts });
