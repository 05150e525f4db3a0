import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf } from '../../../runtime/src/http/network-of.ts';

const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
const groups = (length: number) => fc.array(group, { minLength: length, maxLength: length });

test('every address of a /64 is one network, however it is written, and the next /64 is another', () => {
  fc.assert(
    fc.property(groups(4), groups(4), groups(4), (prefix, one, other) => {
      const network = networkOf([...prefix, ...one].join(':'));
      expect(networkOf([...prefix, ...other].join(':').toUpperCase())).toBe(network);
      const short = new URL(`http://[${[...prefix, ...other].join(':')}]/`).hostname.slice(1, -1);
      expect(networkOf(short)).toBe(network);
      const next = ((Number.parseInt(prefix[3] ?? '0', 16) + 1) & 0xffff).toString(16);
      expect(networkOf([...prefix.slice(0, 3), next, ...one].join(':'))).not.toBe(network);
    }),
  );
});

test('an IPv4 address is its own network, also where IPv6 wraps it', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      expect(networkOf(address)).toBe(address);
      expect(networkOf(`::ffff:${address}`)).toBe(address);
    }),
  );
});
