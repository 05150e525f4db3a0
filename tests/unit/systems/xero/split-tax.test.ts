import { expect, test } from 'vitest';
import { splitTax } from '../../../../runtime/src/adapters/systems/xero/split-tax.ts';

const lines = (taxKey: string, ...nets: bigint[]) => nets.map((netMinor) => ({ netMinor, taxKey }));

test.each([
  ['one line has all of it', lines('S:10', 1005n), 100n, [100n]],
  ['what is left goes to the largest remainders', lines('AA:8', 333n, 333n, 332n), 80n, [27n, 27n, 26n]],
  ['the earlier line wins a tie', lines('S:10', 5n, 5n), 1n, [1n, 0n]],
  ['rounded up', lines('S:10', 11n, 11n), 3n, [2n, 1n]],
  ['an exempt line has none', [...lines('E:0', 500n), ...lines('S:10', 100n)], 10n, [0n, 10n]],
  ['a credit line takes its share off', lines('S:10', 1000n, -205n), 80n, [100n, -20n]],
  ['a rate of its own decimals', lines('S:8.25', 1000n, 1000n), 165n, [83n, 82n]],
  [
    'two categories of one rate are rounded apart',
    [...lines('S:10', 5n), ...lines('K:10', 5n)],
    2n,
    [1n, 1n],
  ],
])('%s', (_case, taxed, taxMinor, taxes) => {
  expect(splitTax(taxed, taxMinor)).toEqual({ ok: true, value: taxes });
});

test('a tax that no rounding gives is refused', () => {
  expect(splitTax(lines('S:10', 1005n), 102n).ok).toBe(false);
  expect(splitTax(lines('E:0', 1005n), 1n).ok).toBe(false);
});
