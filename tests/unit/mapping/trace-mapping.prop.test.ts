import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../../runtime/src/core/json.ts';
import { compileMapping } from '../../../runtime/src/core/mapping/compile-mapping.ts';
import { readPlace } from '../../../runtime/src/core/mapping/read-place.ts';

const json = fc.jsonValue({ maxDepth: 3 }).map((value): JsonValue => JSON.parse(JSON.stringify(value)));
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
    { to: 'currency', const: 'USD' },
    { to: 'title', from: 'a', transform: ['trim'] },
    { to: 'lines[*].key', from: 'items[*].id' },
    { to: 'lines[*].quantity', from: 'items[*].q', transform: ['decimal'], default: '1' },
  ],
});
if (!compiled.ok) throw new Error(compiled.reason);
const { run, trace } = compiled.value;

test('the watched run gives what the plain one gives', () => {
  fc.assert(
    fc.property(source, (given) => {
      const { writes: _writes, ...watched } = trace(given);
      expect(watched).toEqual(run(given));
    }),
  );
});

test('the last write of a place is what stands there, and its reads are what the source holds', () => {
  fc.assert(
    fc.property(source, (given) => {
      const { draft, writes } = trace(given);
      for (const [at, write] of writes.entries()) {
        const isLast = !writes.slice(at + 1).some(({ to }) => to.join() === write.to.join());
        if (isLast) expect(readPlace(draft, write.to)).toEqual(write.value);
        for (const read of write.reads) expect(readPlace(given, read.place)).toEqual(read.value);
      }
    }),
  );
});
