import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSecretBox } from '../../../runtime/src/adapters/secrets/create-secret-box.ts';
import { createKeyRing } from '../../../runtime/src/adapters/secrets/key-ring.ts';
import { keyIdOf } from '../../../runtime/src/core/secrets/sealed-header.ts';
import { sealWithoutKeyId } from '../../support/seal-without-key-id.ts';

const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const boxOf = (...keys: Uint8Array[]) => createSecretBox(createKeyRing(keys));
const any = fc.string({ unit: 'grapheme' });

test('whatever a key sealed is opened by every ring that holds the key, wherever in it', () => {
  fc.assert(
    fc.property(any, any, (text, place) => {
      const sealed = boxOf(first).seal(text, place);
      expect(boxOf(first).open(sealed, place)).toBe(text);
      expect(boxOf(second, first).open(sealed, place)).toBe(text);
      expect(boxOf(third, second, first).open(sealed, place)).toBe(text);
    }),
  );
});

test('what was sealed before keys had ids is opened by whichever key of the ring fits', () => {
  fc.assert(
    fc.property(any, any, (text, place) => {
      const sealed = sealWithoutKeyId(first, text, place);
      expect(keyIdOf(sealed)).toBeUndefined();
      expect(boxOf(first).open(sealed, place)).toBe(text);
      expect(boxOf(second, first, third).open(sealed, place)).toBe(text);
      expect(() => boxOf(second, third).open(sealed, place)).toThrow('cannot be opened');
    }),
  );
});

test('a sealed value opens at no other place, and not with one bit changed', () => {
  const box = boxOf(second, first);
  fc.assert(
    fc.property(any, any, any, fc.nat(), (text, place, elsewhere, bit) => {
      fc.pre(place !== elsewhere);
      const sealed = Buffer.from(box.seal(text, place));
      expect(() => box.open(sealed, elsewhere)).toThrow();
      const at = Math.floor(bit / 8) % sealed.length;
      sealed.writeUInt8(sealed.readUInt8(at) ^ (1 << (bit % 8)), at);
      expect(() => box.open(sealed, place)).toThrow();
    }),
  );
});

test('the first key seals, and a sealed value says with which key', () => {
  const box = boxOf(second, first);
  expect(box.keyIds).toHaveLength(2);
  expect(keyIdOf(box.seal('text', 'place'))).toBe(box.keyIds[0]);
  expect(boxOf(second).keyIds).toEqual([box.keyIds[0]]);
});

test('a key that is not at hand is named, and nothing of a key stands in its id', () => {
  const other = boxOf(first);
  const sealed = other.seal('text', 'place');
  expect(() => boxOf(second, third).open(sealed, 'place')).toThrow(other.keyIds[0]);
  expect(other.keyIds[0]).toMatch(/^[0-9a-f]{12}$/);
  expect(first.toString('hex')).not.toContain(other.keyIds[0]);
});

test('a key that is not 32 bytes long is refused, wherever in the ring', () => {
  expect(() => boxOf(randomBytes(31))).toThrow('32 bytes');
  expect(() => boxOf(first, randomBytes(33))).toThrow('32 bytes');
  expect(() => boxOf()).toThrow();
});
