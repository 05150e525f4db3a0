import { expect, test } from 'vitest';
import { canonicalJson } from '../../../runtime/src/core/canonical-json.ts';
import type { JsonValue } from '../../../runtime/src/core/json.ts';

test('keys are ordered by UTF-16 code units, as in the example of RFC 8785', () => {
  const value = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  };
  expect(canonicalJson(value)).toBe(
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
      '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  );
});

test('nested values are written without white space, lists in their order', () => {
  expect(canonicalJson({ b: [3, null, { z: true, a: false }], a: '請求\n"' })).toBe(
    '{"a":"請求\\n\\"","b":[3,null,{"a":false,"z":true}]}',
  );
});

test('minus zero is zero', () => {
  expect(canonicalJson([-0])).toBe('[0]');
});

test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
  'the number %s is refused as our own mistake',
  (value) => {
    expect(() => canonicalJson({ value })).toThrow('safe integers');
  },
);

test('a lone surrogate is refused, in a text and in a key', () => {
  expect(() => canonicalJson('\ud83d')).toThrow('well-formed');
  expect(() => canonicalJson({ '\ud83d': 1 })).toThrow('well-formed');
});

test('nesting has a bound', () => {
  const nest = (depth: number): JsonValue => (depth === 0 ? 0 : [nest(depth - 1)]);
  expect(canonicalJson(nest(64))).toContain('0');
  expect(() => canonicalJson(nest(65))).toThrow('at most 64 levels');
});
