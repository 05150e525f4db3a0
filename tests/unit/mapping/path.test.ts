import { describe, expect, test } from 'vitest';
import { listPrefixes, parsePath, placeToText } from '../../../runtime/src/core/mapping/path.ts';
import { readPlace } from '../../../runtime/src/core/mapping/read-place.ts';

describe('paths', () => {
  test('keys, fixed positions and every-element steps are read', () => {
    expect(parsePath('line_items[*].properties.hs_sku')).toEqual({
      ok: true,
      value: [
        { kind: 'key', key: 'line_items' },
        { kind: 'each' },
        { kind: 'key', key: 'properties' },
        { kind: 'key', key: 'hs_sku' },
      ],
    });
    expect(parsePath('companies[0]')).toMatchObject({ ok: true });
    expect(parsePath('会社.名前')).toMatchObject({ ok: true });
  });

  test.each(['__proto__.x', 'a.constructor', 'a[*].prototype', '__proto__'])(
    'the prototype key in %s is refused',
    (text) => {
      expect(parsePath(text)).toMatchObject({ ok: false, reason: expect.stringContaining('reserved key') });
    },
  );

  test.each(['', '.a', 'a.', 'a..b', '[0]', 'a[', 'a[x]', 'a[01]', 'a[-1]', 'a]b', 'a[*]b', 'a\u0000'])(
    '%j is no path',
    (text) => {
      expect(parsePath(text).ok).toBe(false);
    },
  );

  test('more than 16 steps or 300 characters are refused', () => {
    expect(parsePath(Array(16).fill('a').join('.')).ok).toBe(true);
    expect(parsePath(Array(17).fill('a').join('.')).ok).toBe(false);
    expect(parsePath('a'.repeat(301)).ok).toBe(false);
  });

  test('inherited properties are not there', () => {
    expect(readPlace({ a: {} }, ['a', 'toString'])).toBeUndefined();
    expect(readPlace({ a: [1] }, ['a', 'length'])).toBeUndefined();
    expect(readPlace('text', ['length'])).toBeUndefined();
  });

  test('the lists of a path are named from the outside in', () => {
    const parsed = parsePath('a[*].b[*].c');
    expect(parsed.ok && listPrefixes(parsed.value)).toEqual(['a[*]', 'a[*].b[*]']);
    expect(placeToText(['a', 2, 'b'])).toBe('a[2].b');
  });
});
