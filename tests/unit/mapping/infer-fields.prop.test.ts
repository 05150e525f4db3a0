import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../runtime/src/core/json.ts';
import { inferFields } from '../../../runtime/src/core/mapping/infer-fields.ts';
import { isFilled } from '../../../runtime/src/core/mapping/is-filled.ts';
import { isUnsafeKey, type Path, parsePath } from '../../../runtime/src/core/mapping/path.ts';
import { readPlace } from '../../../runtime/src/core/mapping/read-place.ts';

const anyKey = fc.oneof(
  fc.constantFrom('a', 'b', 'a.b', 'b[0]', 'b[*]', '', '__proto__', 'constructor', '\n'),
  fc.string({ maxLength: 6, unit: 'grapheme' }),
);
const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<JsonValue>(null, '', '2026-11-30', '2026-11-30T00:00:00Z', 'text', 'x'.repeat(200)),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(anyKey, tie('json'), { maxKeys: 4 }),
  ),
}));
const records: fc.Arbitrary<JsonObject[]> = fc.array(fc.dictionary(anyKey, json, { maxKeys: 5 }), {
  maxLength: 5,
});

/** The filled values that a path leads to in a record, past lists on the way that hold other things as well. */
function readAll(record: JsonObject, path: Path): JsonValue[] {
  let here: JsonValue[] = [record];
  for (const segment of path) {
    here = here.flatMap((value): JsonValue[] => {
      if (segment.kind === 'each') return Array.isArray(value) ? value : [];
      const member = readPlace(value, [segment.kind === 'key' ? segment.key : segment.index]);
      return member === undefined ? [] : [member];
    });
  }
  return here.filter(isFilled);
}

test('every place that is told reads a filled value in some record, and in as many as it says', () => {
  fc.assert(
    fc.property(records, (given) => {
      for (const field of inferFields(given)) {
        const path = parsePath(field.path);
        if (!path.ok) throw new Error(`${field.path}: ${path.reason}`);
        const filled = given.filter((record) => readAll(record, path.value).length > 0);
        expect(field.recordCount).toBeGreaterThan(0);
        expect(filled).toHaveLength(field.recordCount);
        expect([...(field.sample ?? '')].length).toBeLessThanOrEqual(80);
      }
    }),
  );
});

const key = fc
  .string({ minLength: 1, maxLength: 6, unit: 'grapheme' })
  .filter((text) => !/[.[\]\p{Cc}]/u.test(text) && !isUnsafeKey(text));
const spelt: fc.Arbitrary<Path> = fc
  .tuple(
    key,
    fc.array(
      fc.oneof(
        key.map((text) => ({ kind: 'key' as const, key: text })),
        fc.constant({ kind: 'each' as const }),
      ),
      { maxLength: 8 },
    ),
  )
  .map(([first, rest]) => [{ kind: 'key' as const, key: first }, ...rest]);

test('whatever a path can write is told, under exactly that path', () => {
  fc.assert(
    fc.property(spelt, fc.constantFrom<JsonValue>('x', 0, false), (path, value) => {
      const record = path.reduceRight<JsonValue>(
        (inner, segment) => (segment.kind === 'key' ? { [segment.key]: inner } : [inner]),
        value,
      );
      if (!isJsonObject(record)) throw new Error('a path begins with a key');
      const told = inferFields([record]).map((field) => parsePath(field.path));
      expect(told).toContainEqual({ ok: true, value: path });
    }),
  );
});
