import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../runtime/src/core/json.ts';
import { compileMapping } from '../../../runtime/src/core/mapping/compile-mapping.ts';
import {
  bindPath,
  isUnsafeKey,
  listPrefixes,
  type Path,
  type Place,
  parsePath,
  pathToText,
} from '../../../runtime/src/core/mapping/path.ts';
import { readPlace } from '../../../runtime/src/core/mapping/read-place.ts';
import { createPathReader } from '../../../runtime/src/core/mapping/read-steps.ts';

const key = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .filter((text) => !/[.[\]\p{Cc}]/u.test(text) && !isUnsafeKey(text));
const segment = fc.oneof(
  key.map((text) => ({ kind: 'key' as const, key: text })),
  fc.nat({ max: 50 }).map((index) => ({ kind: 'index' as const, index })),
  fc.constant({ kind: 'each' as const }),
);
const path: fc.Arbitrary<Path> = fc
  .tuple(key, fc.array(segment, { maxLength: 8 }))
  .map(([first, rest]) => [{ kind: 'key' as const, key: first }, ...rest]);
/** A path that a row can write: keys and lists, no fixed positions. */
const target: fc.Arbitrary<Path> = path.map((given) => given.filter(({ kind }) => kind !== 'index'));

const HEADER = { system: 'any', object: 'thing', kind: 'deal', description: 'of a test' };

/** The smallest JSON that holds a value at a place; list elements before it are null. */
function valueAt([step, ...rest]: Place, value: string): JsonValue {
  if (step === undefined) return value;
  const inner = valueAt(rest, value);
  return typeof step === 'string' ? { [step]: inner } : [...Array<null>(step).fill(null), inner];
}

describe('paths', () => {
  test('a path that is written and read again is the same path', () => {
    fc.assert(
      fc.property(path, (given) => {
        expect(parsePath(pathToText(given))).toEqual({ ok: true, value: given });
      }),
    );
  });

  test('reading any text gives a path that spells the same, or a reason, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const parsed = parsePath(text);
        if (parsed.ok) expect(pathToText(parsed.value)).toBe(text);
        else expect(parsed.reason).not.toBe('');
      }),
    );
  });

  test('a value goes from a place to the same place of the draft, and Object.prototype stays as it was', () => {
    const positions = fc.array(fc.nat({ max: 3 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(target, positions, fc.string({ minLength: 1 }), (given, all, value) => {
        const place = bindPath(given, all.slice(0, listPrefixes(given).length));
        const before = Object.getOwnPropertyNames(Object.prototype).length;
        const field = { to: pathToText(given), from: pathToText(given) };
        const compiled = compileMapping({ ...HEADER, fields: [field] });
        if (!compiled.ok) throw new Error(compiled.reason);
        const { draft } = compiled.value.run(valueAt(place, value));
        expect(readPlace(draft, place)).toBe(value);
        expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
      }),
    );
  });

  test('a reader made ready reads what the place holds, in any JSON', () => {
    const names = fc.constantFrom('a', 'b', 'length', 'toString', 'valueOf', 'hasOwnProperty');
    const json = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).value;
    const step = fc.oneof(
      names.map((text) => ({ kind: 'key' as const, key: text })),
      fc.nat({ max: 2 }).map((index) => ({ kind: 'index' as const, index })),
      fc.constant({ kind: 'each' as const }),
    );
    const positions = fc.array(fc.nat({ max: 2 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(json, fc.array(step, { maxLength: 5 }), positions, (source, given, all) => {
        expect(createPathReader(given)(source, all)).toBe(readPlace(source, bindPath(given, all)));
      }),
    );
  });
});
