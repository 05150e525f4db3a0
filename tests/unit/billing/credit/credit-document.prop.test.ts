import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minorOf } from '../../../../runtime/src/core/billing/credit/minor-of.ts';
import { checkIdentities } from '../../../../runtime/src/core/invoice/check-identities.ts';
import type { CurrencyCode } from '../../../../runtime/src/core/money/currency.ts';
import { creditInSteps, scenario } from './credit-in-steps.ts';

const sumOf = (texts: readonly string[], of: CurrencyCode): bigint =>
  texts.reduce((sum, text) => sum + minorOf(text, of), 0n);

test('an invoice and the mirror of it come to nothing, in every line, base, tax and total', () => {
  fc.assert(
    fc.property(scenario, (one) => {
      const { original, notes } = creditInSteps({ ...one, steps: [] });
      const [note] = notes;
      expect(notes).toHaveLength(1);
      const pairs = [
        ...original.lines.map((billed, index) => [billed.netAmount, note?.lines[index]?.netAmount ?? '0']),
        ...original.taxRows.flatMap((row, index) => [
          [row.base, note?.taxRows[index]?.base ?? '0'],
          [row.tax, note?.taxRows[index]?.tax ?? '0'],
        ]),
        [original.totals.payable, note?.totals.payable ?? '0'],
        [original.totals.tax, note?.totals.tax ?? '0'],
      ];
      for (const pair of pairs) expect(sumOf(pair, one.currency)).toBe(0n);
    }),
  );
});

test('whatever was credited before, in whatever order, crediting the rest brings every line, base and tax to nothing', () => {
  fc.assert(
    fc.property(scenario, (one) => {
      const { original, notes } = creditInSteps(one);
      for (const billed of original.lines) {
        const credited = notes
          .flatMap((note) => note.lines)
          .filter((credit) => credit.credits?.position === billed.position)
          .map((credit) => credit.netAmount);
        expect(sumOf([billed.netAmount, ...credited], one.currency)).toBe(0n);
      }
      for (const row of original.taxRows) {
        const credited = notes.flatMap((note) =>
          note.taxRows.filter(
            (taken) => taken.category === row.category && taken.ratePercent === row.ratePercent,
          ),
        );
        expect(sumOf([row.base, ...credited.map(({ base }) => base)], one.currency)).toBe(0n);
        expect(sumOf([row.tax, ...credited.map(({ tax }) => tax)], one.currency)).toBe(0n);
      }
      expect(
        sumOf([original.totals.payable, ...notes.map(({ totals }) => totals.payable)], one.currency),
      ).toBe(0n);
    }),
  );
});

test('no credit note takes more than is left, and none adds to what is owed', () => {
  fc.assert(
    fc.property(scenario, (one) => {
      const { original, notes } = creditInSteps(one);
      let left = minorOf(original.totals.payable, one.currency);
      for (const note of notes) {
        const payable = minorOf(note.totals.payable, one.currency);
        expect(payable).toBeLessThan(1n);
        left += payable;
        expect(left).toBeGreaterThan(-1n);
      }
    }),
  );
});

test('every credit note holds the identities of EN 16931', () => {
  fc.assert(
    fc.property(scenario, (one) => {
      const { notes } = creditInSteps(one);
      for (const note of notes) expect(checkIdentities(note)).toEqual([]);
    }),
  );
});

test('two ties that half to even rounds apart leave the note of the rest no unit off', () => {
  const line = (quantity: string, unitPrice: string) => ({ quantity, unitPrice, ratePercent: '10' as const });
  const { notes } = creditInSteps({
    lines: [line('630.75', '189961'), line('983.75', '671940')],
    currency: 'USD' as CurrencyCode,
    mode: 'half_even',
    steps: [{ position: 2, share: 6, isAmount: false }],
  });
  expect(notes.map(({ taxRows }) => taxRows.map(({ tax }) => tax))).toEqual([
    ['-49576573.13'],
    ['-28507314.45'],
  ]);
  for (const note of notes) expect(checkIdentities(note)).toEqual([]);
});
