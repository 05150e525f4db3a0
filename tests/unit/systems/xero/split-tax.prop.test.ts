import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitTax } from '../../../../runtime/src/adapters/systems/xero/split-tax.ts';
import { roundRatio } from '../../../../runtime/src/core/money/round-ratio.ts';
import { ROUNDING_MODES } from '../../../../runtime/src/core/money/rounding.ts';

const RATES = { 'S:10': 10n, 'AA:8': 8n, 'E:0': 0n } as const;
const taxKey = fc.constantFrom(...(['S:10', 'AA:8', 'E:0'] as const));
const line = fc.record({ netMinor: fc.bigInt({ min: 0n, max: 10n ** 12n }), taxKey });

test('taxes add up to each rate rounded once, and no line is a whole unit away from its exact tax', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 30 }),
      fc.constantFrom(...ROUNDING_MODES),
      (lines, mode) => {
        const netOf = (key: string): bigint =>
          lines.filter((one) => one.taxKey === key).reduce((sum, { netMinor }) => sum + netMinor, 0n);
        const taxOf = (key: keyof typeof RATES): bigint => roundRatio(netOf(key) * RATES[key], 100n, mode);
        const split = splitTax(lines, taxOf('S:10') + taxOf('AA:8'));
        expect(split.ok).toBe(true);
        if (!split.ok) return;
        for (const key of ['S:10', 'AA:8', 'E:0'] as const) {
          const taxes = split.value.filter((_tax, index) => lines[index]?.taxKey === key);
          expect(taxes.reduce((sum, tax) => sum + tax, 0n)).toBe(taxOf(key));
        }
        for (const [index, tax] of split.value.entries()) {
          const one = lines[index];
          const away = tax * 100n - (one === undefined ? 0n : one.netMinor * RATES[one.taxKey]);
          expect(away > -100n && away < 100n).toBe(true);
        }
      },
    ),
  );
});
