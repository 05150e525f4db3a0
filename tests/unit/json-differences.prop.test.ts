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
      const places = (found: typeof there) => found.map(({ place }) => JSON.stringify(place)).toSorted();
      expect(places(there)).toEqual(places(back));
    }),
  );
});

test('each place is given by its keys and positions with both values, a side that has nothing there as undefined', () => {
  const before = { lines: [{ sku: 'A', 'a/b': 1 }, { sku: 'B' }], constructor: null };
  const after = { lines: [{ sku: 'C', 'a/b': '1' }] };
  expect(jsonDifferences(before, after)).toEqual([
    { place: ['lines', 0, 'sku'], before: 'A', after: 'C' },
    { place: ['lines', 0, 'a/b'], before: 1, after: '1' },
    { place: ['lines', 1], before: { sku: 'B' }, after: undefined },
    { place: ['constructor'], before: null, after: undefined },
  ]);
});
