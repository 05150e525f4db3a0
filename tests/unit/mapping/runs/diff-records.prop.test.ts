import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../runtime/src/core/json.ts';
import { diffRecords } from '../../../../runtime/src/core/mapping/runs/diff-records.ts';

const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ maxLength: 3 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
  ),
})).value;
const record: fc.Arbitrary<JsonObject> = fc.dictionary(fc.constantFrom('a', 'b', 'c'), json, { maxKeys: 3 });

const sameText = (left: JsonValue, right: JsonValue) =>
  JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

test('two records differ nowhere exactly when they are equal, whatever the order of their keys', () => {
  fc.assert(
    fc.property(record, record, (left, right) => {
      expect(diffRecords(left, right).length === 0).toBe(sameText(left, right));
      expect(diffRecords(left, sorted(left))).toEqual([]);
    }),
  );
});

test('the other way round the same places differ, with before and after exchanged', () => {
  fc.assert(
    fc.property(record, record, (left, right) => {
      const there = diffRecords(left, right);
      const back = diffRecords(right, left);
      const byPath = new Map(back.map((change) => [change.path, change]));
      expect(there.length).toBe(back.length);
      for (const { path, before, after } of there) {
        expect(byPath.get(path)?.before).toEqual(after);
        expect(byPath.get(path)?.after).toEqual(before);
      }
    }),
  );
});

test('a side that has no value lacks its member, which null does not', () => {
  expect(diffRecords({ a: null, lines: [{ q: '1' }] }, { b: null, lines: [{ q: '2' }, { q: '3' }] })).toEqual(
    [
      { path: 'a', before: null },
      { path: 'lines[0].q', before: '1', after: '2' },
      { path: 'lines[1]', after: { q: '3' } },
      { path: 'b', after: null },
    ],
  );
});
