import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import {
  bindPath,
  isUnsafeKey,
  listPrefixes,
  type Path,
  parsePath,
  pathToText,
} from '../../../runtime/src/core/mapping/path.ts';
import { readPlace } from '../../../runtime/src/core/mapping/read-place.ts';
import { writePlace } from '../../../runtime/src/core/mapping/write-place.ts';

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

  test('what is written at a place is read there, and Object.prototype stays as it was', () => {
    fc.assert(
      fc.property(
        path,
        fc.array(fc.nat({ max: 3 }), { minLength: 8, maxLength: 8 }),
        fc.string(),
        (given, at, value) => {
          const draft: JsonObject = {};
          const before = Object.getOwnPropertyNames(Object.prototype).length;
          writePlace(draft, bindPath(given, at.slice(0, listPrefixes(given).length)), value);
          expect(readPlace(draft, bindPath(given, at))).toBe(value);
          expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
        },
      ),
    );
  });
});
