import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseStanding } from '../../../runtime/src/core/approvals/standing/choose-standing.ts';
import {
  type PartLine,
  partsOfInvoice,
} from '../../../runtime/src/core/approvals/standing/parts-of-invoice.ts';
import { computeTotals } from '../../../runtime/src/core/invoice/compute-totals.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { ROUNDING_MODES } from '../../../runtime/src/core/money/rounding.ts';
import { currencyOf } from '../../../runtime/src/db/currency-of.ts';

const JPY = currencyOf('JPY');
const line = fc.record({
  contractId: fc.constantFrom('con_a', 'con_b', 'con_c'),
  netMinor: fc.bigInt({ min: -5_000n, max: 100_000n }),
  taxRatePercent: fc.constantFrom('10', '8', '0', '8.875'),
});
const lines = fc
  .array(line, { minLength: 1, maxLength: 8 })
  .map((of) => of.map((each): PartLine => ({ ...each, taxCategory: 'S' })));

const totalOf = (of: readonly PartLine[], rounding: (typeof ROUNDING_MODES)[number]): bigint =>
  computeTotals({
    currency: JPY,
    rounding,
    lines: of.map(({ netMinor, taxRatePercent }) => ({
      quantity: decimalOf(netMinor < 0n ? '-1' : '1'),
      unitPrice: decimalOf(String(netMinor < 0n ? -netMinor : netMinor)),
      taxCategory: 'S',
      taxRatePercent: decimalOf(taxRatePercent),
    })),
  }).totals.taxInclusive.amountMinor;

test('the parts of an invoice are never less than the whole, and more only by a minor unit for each rate of each', () => {
  fc.assert(
    fc.property(lines, fc.constantFrom(...ROUNDING_MODES), (of, rounding) => {
      const total = totalOf(of, rounding);
      const parts = partsOfInvoice(of, total) ?? [];
      expect(new Set(parts.map(({ contractId }) => contractId))).toEqual(
        new Set(of.map(({ contractId }) => contractId)),
      );
      const sum = parts.reduce((all, part) => all + part.totalMinor, 0n);
      const roundings = new Set(
        of.map(({ contractId, taxRatePercent }) => `${contractId} ${taxRatePercent}`),
      );
      expect(sum >= total && sum - total <= BigInt(2 * roundings.size)).toBe(true);
    }),
  );
});

test('an invoice with a line of no contract, or a charge on the whole of it, has no parts', () => {
  fc.assert(
    fc.property(lines, (of) => {
      const sum = (partsOfInvoice(of, -(10n ** 9n)) ?? []).reduce((all, part) => all + part.totalMinor, 0n);
      expect(partsOfInvoice(of, sum)).toBeDefined();
      expect(partsOfInvoice(of, sum + 1n)).toBeUndefined();
      const [first] = of;
      if (first !== undefined) {
        expect(partsOfInvoice([...of, { ...first, contractId: null }], -(10n ** 9n))).toBeUndefined();
      }
    }),
  );
});

const PEOPLE = ['per_a', 'per_b', 'per_c', 'per_d'];
const parts = fc.array(
  fc.shuffledSubarray(PEOPLE).map((ids) => ids.map((personId) => ({ personId, metAsks: ['role:finance'] }))),
  { minLength: 1, maxLength: 4 },
);

test('who stands in approved every contract, or for each contract enough people did', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 1, max: 3 }), (of, wanted) => {
      const isMetWith = (approvals: readonly { personId: string }[]) =>
        new Set(approvals.map(({ personId }) => personId)).size >= wanted;
      const chosen = chooseStanding(of, isMetWith);
      const isCovered = of.every((part) => part.length > 0);
      const people = new Set(chosen.map(({ personId }) => personId));
      if (!isCovered) expect(chosen).toEqual([]);
      if (chosen.length > 0 && people.size > 1) {
        for (const part of of) expect(isMetWith(part.filter((each) => chosen.includes(each)))).toBe(true);
      }
      if (people.size === 1) expect(chosen).toHaveLength(of.length);
      if (chosen.length === 0 && isCovered) {
        expect(PEOPLE.some((id) => of.every((part) => part.some(({ personId }) => personId === id)))).toBe(
          false,
        );
        expect(of.some((part) => !isMetWith(part))).toBe(true);
      }
    }),
  );
});
