import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../../runtime/src/core/json.ts';
import { compileMapping } from '../../../runtime/src/core/mapping/compile-mapping.ts';

const json = fc.jsonValue({ maxDepth: 4 }).map((value): JsonValue => JSON.parse(JSON.stringify(value)));
const item = fc.record({ id: json, q: json }, { requiredKeys: [] });
const source = fc
  .record({ a: json, items: fc.oneof(json, fc.array(item)) }, { requiredKeys: [] })
  .map((value): JsonValue => JSON.parse(JSON.stringify(value)));

const compiled = compileMapping({
  system: 'any',
  object: 'thing',
  kind: 'deal',
  description: 'of a test',
  fields: [
    { to: 'title', from: 'a.b', transform: ['trim'], required: true },
    { to: 'lines[*].key', from: 'items[*].id', required: true },
    { to: 'lines[*].quantity', from: 'items[*].q', transform: ['decimal'], default: '1' },
  ],
});

test('a mapping runs over any JSON without a throw, the same way twice, and leaves the source as it was', () => {
  expect(compiled.ok).toBe(true);
  fc.assert(
    fc.property(source, (given) => {
      if (!compiled.ok) return;
      const before = JSON.stringify(given);
      const first = compiled.value.run(given);
      expect(compiled.value.run(given)).toEqual(first);
      expect(JSON.stringify(given)).toBe(before);
      expect(JSON.parse(JSON.stringify(first.draft))).toEqual(first.draft);
    }),
  );
});

test('every line of the draft stands at the place of its source line', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.string({ minLength: 1 }))), (ids) => {
      if (!compiled.ok) return;
      const { draft } = compiled.value.run({ items: ids.map((id) => ({ id })) });
      expect(draft['lines']).toEqual(
        ids.map((id) => (id === null ? { quantity: '1' } : { key: id, quantity: '1' })),
      );
    }),
  );
});
