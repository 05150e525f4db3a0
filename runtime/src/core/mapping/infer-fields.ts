import { isCivilDate } from '../civil-date.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { commonType } from './common-type.ts';
import { isFilled } from './is-filled.ts';
import { parsePath } from './path.ts';
import type { FieldType, InferredField } from './source-field.ts';
import { readInstant } from './transforms/read-instant.ts';

const SAMPLE_CHARACTERS_MAX = 80;
/** Elements of one list that are looked at. A guess: what the lines of a document hold is seen in the first of them. */
const LIST_ELEMENTS_MAX = 100;
/** Places that are told. A guess; it bounds records whose keys are data. */
const FIELDS_MAX = 1_000;

type Finding = { types: Set<FieldType>; sample: string | null; recordCount: number };

/**
 * The places that raw records fill, parents before children, in the order in which they are met; elements of lists are
 * `[*]`. A key that no path can spell is left out with all that is below it. At most 1,000.
 */
export function inferFields(records: readonly JsonObject[]): InferredField[] {
  const findings = new Map<string, Finding>();
  for (const record of records) {
    const met = new Set<string>();
    visitFilled(record, '', (path, value) => {
      const finding = findings.get(path) ?? startFinding(path, findings);
      if (finding === undefined) return false;
      finding.types.add(typeOf(value));
      finding.sample ??= toSample(value);
      if (!met.has(path)) finding.recordCount += 1;
      met.add(path);
      return true;
    });
  }
  return [...findings].map(([path, { types, sample, recordCount }]) => ({
    path,
    type: commonType(types),
    sample,
    recordCount,
  }));
}

/** Visits what is filled below a value; below a place for which the visitor says false, nothing. */
function visitFilled(
  parent: JsonValue,
  parentPath: string,
  visit: (path: string, value: JsonValue) => boolean,
): void {
  for (const [path, value] of childrenOf(parent, parentPath)) {
    if (isFilled(value) && visit(path, value)) visitFilled(value, path, visit);
  }
}

function childrenOf(parent: JsonValue, path: string): (readonly [string, JsonValue])[] {
  if (Array.isArray(parent)) {
    return parent.slice(0, LIST_ELEMENTS_MAX).map((element) => [`${path}[*]`, element] as const);
  }
  if (!isJsonObject(parent)) return [];
  return Object.entries(parent).flatMap(([key, value]) =>
    isSpellable(key) ? [[path === '' ? key : `${path}.${key}`, value] as const] : [],
  );
}

/** False for an empty key and one with dots, brackets or control characters: a path would read another place. */
function isSpellable(key: string): boolean {
  const path = parsePath(key);
  return path.ok && path.value.length === 1;
}

/** Undefined for a place that is one too many, too deep, or longer than a path may be. */
function startFinding(path: string, findings: Map<string, Finding>): Finding | undefined {
  if (findings.size >= FIELDS_MAX || !parsePath(path).ok) return undefined;
  const finding: Finding = { types: new Set(), sample: null, recordCount: 0 };
  findings.set(path, finding);
  return finding;
}

function typeOf(value: JsonValue): FieldType {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value !== 'string') return 'object';
  if (isCivilDate(value)) return 'date';
  // Digits alone can be epoch milliseconds, and are more often an id.
  return value.includes('T') && readInstant(value) !== undefined ? 'instant' : 'text';
}

function toSample(value: JsonValue): string | null {
  if (typeof value === 'object') return null;
  const characters = [...String(value).slice(0, 4 * SAMPLE_CHARACTERS_MAX)];
  if (characters.length <= SAMPLE_CHARACTERS_MAX) return characters.join('');
  return `${characters.slice(0, SAMPLE_CHARACTERS_MAX - 1).join('')}…`;
}
