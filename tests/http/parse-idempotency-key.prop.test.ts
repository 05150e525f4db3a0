import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseIdempotencyKey } from '../../runtime/src/http/parse-idempotency-key.ts';

const printable = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 100 });

it('a quoted string gives back what was quoted, whatever it holds (RFC 8941 section 3.3.3)', () => {
  fc.assert(
    fc.property(printable, (text) => {
      const quoted = `"${text.replaceAll(/["\\]/g, (mark) => `\\${mark}`)}"`;
      expect(parseIdempotencyKey(quoted)).toBe(text);
    }),
  );
});

it.each(['"', '"open', '"a"b"', '""', `"${'x'.repeat(256)}"`, 'é', '"\\n"'])('%s is no key', (header) => {
  expect(() => parseIdempotencyKey(header)).toThrow('request.invalid');
});

it.each([undefined, '', '   '])('%s is a missing key', (header) => {
  expect(() => parseIdempotencyKey(header)).toThrow('idempotency.key_missing');
});
