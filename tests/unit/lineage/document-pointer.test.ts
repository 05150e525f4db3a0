import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePointer, readValue } from '../../../runtime/src/core/lineage/document-pointer.ts';
import { toJsonPointer } from '../../../runtime/src/core/mapping/json-pointer.ts';

test('a pointer names a place, with lists counted from 0 and both escapes of RFC 6901', () => {
  expect(parsePointer('/lines/0/quantity')).toEqual({ ok: true, value: ['lines', 0, 'quantity'] });
  expect(parsePointer('/a~1b/m~0n')).toEqual({ ok: true, value: ['a/b', 'm~n'] });
  expect(parsePointer('/lines/01')).toEqual({ ok: true, value: ['lines', '01'] });
});

test.each(['', 'lines/0', '/a~2', '/a~', `/${'x'.repeat(200)}`])(
  '%j is no pointer that is looked up',
  (text) => {
    expect(parsePointer(text).ok).toBe(false);
  },
);

test('every place that has a pointer is read back from it', () => {
  const step = fc.oneof(
    fc.nat(99_999),
    fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/^(0|[1-9]\d*)$/.test(text)),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (place) => {
      const pointer = toJsonPointer(place);
      fc.pre(pointer.length <= 200);
      expect(parsePointer(pointer)).toEqual({ ok: true, value: place });
    }),
  );
});

test('a value is read as text; a list, an object, null, and what an object only inherits are no value', () => {
  const source = { a: [{ n: 3, yes: true, none: null, list: [], object: {} }] };
  const read = (name: string) => readValue(source, ['a', 0, name]);
  expect([read('n'), read('yes')]).toEqual(['3', 'true']);
  for (const name of ['none', 'list', 'object', 'missing', 'toString', '__proto__', 'constructor']) {
    expect([name, read(name)]).toEqual([name, undefined]);
  }
  expect(readValue(source, ['a', '0', 'n'])).toBeUndefined();
  expect(readValue(source, ['a', 0, 'n', 'x'])).toBeUndefined();
});
