import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '../../../runtime/src/core/money/money.ts';
import { moneyToText } from '../../../runtime/src/core/money/money-to-text.ts';
import {
  invoiceMargins,
  type LineCost,
  type Margins,
} from '../../../runtime/src/core/rules/invoice-margin.ts';
import { currencyOf } from '../money/currency-of.ts';
import { sampleInvoice, sampleLine, totalOf } from './sample-invoice.ts';

const USD = currencyOf('USD');
const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, USD));

const someLine = fc.record({
  netMinor: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  units: fc.integer({ min: 0, max: 5000 }),
  costMinor: fc.bigInt({ min: 0n, max: 10n ** 9n }),
});
const someLines = fc.array(someLine, { minLength: 1, maxLength: 5 });
type Line = typeof someLine extends fc.Arbitrary<infer Made> ? Made : never;

const marginOf = (lines: readonly Line[], unknown?: number): bigint | undefined =>
  marginsOf(lines, unknown).wholePpm;

function marginsOf(lines: readonly Line[], unknown?: number): Margins {
  const netMinor = lines.reduce((sum, line) => sum + line.netMinor, 0n);
  const document = sampleInvoice({
    lines: lines.map((line, at) => sampleLine({ position: at + 1, netAmount: text(line.netMinor) })),
    totals: totalOf(text(netMinor)),
  });
  const costs = new Map<number, LineCost>(
    lines.map(({ units, costMinor }, at) => [at + 1, { units: String(units), unitCost: text(costMinor) }]),
  );
  if (unknown !== undefined) costs.delete((unknown % lines.length) + 1);
  return invoiceMargins(document, USD, costs);
}

test('a rule "below so many parts per million" never misses an invoice that is below, nor takes one that is not', () => {
  fc.assert(
    fc.property(someLines, fc.bigInt({ min: -2_000_000n, max: 1_000_000n }), (lines, threshold) => {
      const netMinor = lines.reduce((sum, line) => sum + line.netMinor, 0n);
      const costMinor = lines.reduce((sum, { units, costMinor: each }) => sum + BigInt(units) * each, 0n);
      const isBelow = (netMinor - costMinor) * 1_000_000n < threshold * netMinor;
      expect((marginOf(lines) ?? 0n) < threshold).toBe(isBelow);
    }),
  );
});

test('one line without a known cost, wherever it stands, leaves no margin', () => {
  fc.assert(
    fc.property(someLines, fc.nat(), (lines, at) => {
      expect(marginOf(lines, at)).toBeUndefined();
    }),
  );
});

test('the order of lines changes nothing, and a higher cost never raises a margin', () => {
  fc.assert(
    fc.property(someLines, fc.bigInt({ min: 0n, max: 10n ** 9n }), (lines, moreMinor) => {
      const margin = marginOf(lines);
      expect(marginOf(lines.toReversed())).toBe(margin);
      const dearer = lines.map((line) => ({ ...line, costMinor: line.costMinor + moreMinor }));
      expect(marginOf(dearer) ?? 0n).toBeLessThanOrEqual(margin ?? 0n);
    }),
  );
});

test('the margin of a line is that of an invoice of it alone, and the whole lies between the least and the most of them', () => {
  fc.assert(
    fc.property(someLines, (lines) => {
      const { wholePpm = 0n, linesPpm } = marginsOf(lines);
      expect(linesPpm).toEqual(lines.map((line) => marginOf([line])));
      const known = linesPpm.filter((each) => each !== undefined);
      expect(known.some((each) => each <= wholePpm)).toBe(true);
      expect(known.some((each) => each >= wholePpm)).toBe(true);
    }),
  );
});

test('a line without a known cost takes nothing from the margins of the others', () => {
  fc.assert(
    fc.property(someLines, fc.nat(), (lines, at) => {
      const known = marginsOf(lines).linesPpm;
      const expected = known.map((margin, line) => (line === at % lines.length ? undefined : margin));
      expect(marginsOf(lines, at).linesPpm).toEqual(expected);
    }),
  );
});
