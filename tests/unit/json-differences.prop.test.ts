import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../runtime/src/core/json.ts';
import { jsonDifferences } from '../../runtime/src/core/json-differences.ts';

const json = fc.jsonValue().map((value): JsonValue => JSON.parse(JSON.stringify(value)));

test('a value does not differ from itself, in whatever order its keys come', () => {
  const turned = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(turned);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, inner]) => [key, turned(inner)]),
    );
  };
  fc.assert(
    fc.property(json, (value) => {
      expect(jsonDifferences(value, turned(value))).toEqual([]);
    }),
  );
});

test('two values that are not equal differ somewhere, and the other way round in the same places', () => {
  fc.assert(
    fc.property(json, json, (one, other) => {
      const isEqual = JSON.stringify(one) === JSON.stringify(other);
      const there = jsonDifferences(one, other);
      const back = jsonDifferences(other, one);
      if (!isEqual && there.length === 0) expect(one).toEqual(other);
      const pointers = (found: typeof there) => found.map(({ pointer }) => pointer).toSorted();
      expect(pointers(there)).toEqual(pointers(back));
    }),
  );
});

test('each place is named by its pointer with both values, a side that has nothing there as undefined', () => {
  const expected = { lines: [{ sku: 'A', 'a/b': 1 }, { sku: 'B' }], constructor: null };
  const got = { lines: [{ sku: 'C', 'a/b': '1' }] };
  expect(jsonDifferences(expected, got)).toEqual([
    { pointer: '/lines/0/sku', expected: 'A', got: 'C' },
    { pointer: '/lines/0/a~1b', expected: 1, got: '1' },
    { pointer: '/lines/1', expected: { sku: 'B' }, got: undefined },
    { pointer: '/constructor', expected: null, got: undefined },
  ]);
});
