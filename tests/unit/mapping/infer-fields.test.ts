import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';
import { inferFields } from '../../../runtime/src/core/mapping/infer-fields.ts';
import type { FieldType } from '../../../runtime/src/core/mapping/source-field.ts';

const inferOne = (...values: JsonValue[]) => inferFields(values.map((value) => ({ value })))[0];

test('places are told with their type, one value and how many records fill them, parents first', () => {
  const records: JsonObject[] = [
    { id: '1', properties: { po: '', amount: '12.50' }, lines: [{ sku: 'A', count: 2 }, { sku: 'B' }] },
    { id: '2', properties: { po: 'PO-2', amount: null }, lines: [] },
  ];
  expect(inferFields(records)).toEqual([
    { path: 'id', type: 'text', sample: '1', recordCount: 2 },
    { path: 'properties', type: 'object', sample: null, recordCount: 2 },
    { path: 'properties.amount', type: 'text', sample: '12.50', recordCount: 1 },
    { path: 'lines', type: 'list', sample: null, recordCount: 2 },
    { path: 'lines[*]', type: 'object', sample: null, recordCount: 1 },
    { path: 'lines[*].sku', type: 'text', sample: 'A', recordCount: 1 },
    { path: 'lines[*].count', type: 'number', sample: '2', recordCount: 1 },
    { path: 'properties.po', type: 'text', sample: 'PO-2', recordCount: 1 },
  ]);
});

test.each<[string, JsonValue[], FieldType]>([
  ['a calendar date', ['2026-11-30'], 'date'],
  ['a date that does not exist', ['2026-02-30'], 'text'],
  ['an instant with its offset', ['2026-11-30T09:00:00+09:00'], 'instant'],
  ['a wall clock without an offset', ['2026-11-30T09:00:00'], 'text'],
  ['an id of 13 digits, which could be epoch milliseconds', ['1730000000000'], 'text'],
  ['an amount as text', ['12.50'], 'text'],
  ['a number', [12.5], 'number'],
  ['a truth value', [false], 'boolean'],
  ['dates and other texts', ['2026-11-30', 'soon'], 'text'],
  ['numbers and texts', [1, 'one'], 'text'],
  ['a list now and then', ['a', ['a']], 'list'],
  ['an object now and then', [{ a: 1 }, 'a'], 'object'],
])('%s', (_case, values, type) => {
  expect(inferOne(...values)?.type).toBe(type);
});

test('a sample is cut to 80 characters and never in the middle of one', () => {
  expect(inferOne('鮨'.repeat(80))?.sample).toBe('鮨'.repeat(80));
  expect(inferOne('🍣'.repeat(500))?.sample).toBe(`${'🍣'.repeat(79)}…`);
});

test.each(['a.b', 'a[0]', '', 'a\nb', '__proto__', 'constructor'])(
  'the key %j, which no path can spell, is left out with what is below it',
  (key) => {
    const record: JsonObject = JSON.parse(`{${JSON.stringify(key)}: {"b": 1}, "c": 2}`);
    expect(inferFields([record]).map(({ path }) => path)).toEqual(['c']);
  },
);

test('a field that is not filled in any record is not told', () => {
  expect(inferOne(null, '')).toBeUndefined();
});

test('records whose keys are data end after 1,000 places', () => {
  const record = Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`k${n}`, n]));
  expect(inferFields([record, record])).toHaveLength(1_000);
});
