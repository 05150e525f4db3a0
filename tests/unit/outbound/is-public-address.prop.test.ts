import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicAddress } from '../../../runtime/src/adapters/outbound/is-public-address.ts';

const octet = fc.integer({ min: 0, max: 255 });
const hextet = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));

test('no address of a private IPv4 block is public, nor its IPv4-mapped, compatible or NAT64 form', () => {
  const privateV4 = fc.oneof(
    fc.tuple(fc.constantFrom(0, 10, 127, 224, 239, 240, 255), octet, octet, octet),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
    fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
    fc.tuple(fc.constantFrom(192), fc.constant(168), octet, octet),
    fc.tuple(fc.constantFrom(169), fc.constant(254), octet, octet),
  );
  fc.assert(
    fc.property(privateV4, (octets) => {
      const text = octets.join('.');
      for (const form of [text, `::ffff:${text}`, `::${text}`, `64:ff9b::${text}`])
        expect(isPublicAddress(form)).toBe(false);
    }),
  );
});

test('even a public IPv4 address is refused in an IPv4-mapped or NAT64 form', () => {
  for (const form of ['::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '::8.8.8.8'])
    expect(isPublicAddress(form)).toBe(false);
});

test('an IPv6 address outside 2000::/3 is never public', () => {
  const first = fc
    .integer({ min: 0, max: 0xffff })
    .filter((value) => value < 0x2000 || value > 0x3fff)
    .map((value) => value.toString(16));
  fc.assert(
    fc.property(first, fc.tuple(hextet, hextet, hextet, hextet, hextet, hextet, hextet), (head, tail) => {
      expect(isPublicAddress([head, ...tail].join(':'))).toBe(false);
    }),
  );
});

test('text that is no address is not public', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/^[0-9a-f.:]+$/i.test(text)),
      (text) => !isPublicAddress(text),
    ),
  );
});

test.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '2a00:1450::1'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
