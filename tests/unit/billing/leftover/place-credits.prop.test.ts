import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minorOf } from '../../../../runtime/src/core/billing/credit/minor-of.ts';
import { sumMinor } from '../../../../runtime/src/core/billing/difference/sum-minor.ts';
import { leftoverNote } from '../../../../runtime/src/core/billing/leftover/leftover-note.ts';
import { payOut } from '../../../../runtime/src/core/billing/leftover/pay-out.ts';
import {
  type BilledInvoice,
  type OwedLine,
  placeCredits,
} from '../../../../runtime/src/core/billing/leftover/place-credits.ts';
import { onePiece } from '../../../../runtime/src/core/billing/print-amount.ts';
import { money } from '../../../../runtime/src/core/money/money.ts';
import { moneyToText } from '../../../../runtime/src/core/money/money-to-text.ts';
import { computed, draftLine, draftText } from '../../invoice/sample-draft.ts';
import { currencyOf } from '../subscription/subscription-contract.ts';

const EUR = currencyOf('EUR');

const lineOf = (key: string, amountMinor: bigint, invoiceOn = '2026-07-01'): OwedLine => ({
  owner: { contractId: 'c' },
  ...{ key, amountMinor, invoiceOn, evidence: [], description: null },
  ...onePiece(amountMinor, EUR),
  kind: 'subscription_period',
  sku: 'SEAT',
  books: 'difference',
  period: { from: '2026-07-01', to: '2026-07-31' },
  reason: { en: `Credit for ${key}`, ja: `${key}の減額` },
});

/** An invoice whose lines are of the keys 0, 1, … at amounts in cents; those below zero are credits. */
function invoiceOf(number: string, amounts: readonly { key: string; cents: number }[]): BilledInvoice {
  const document = computed(
    draftText({
      number,
      lines: amounts.map(({ cents }) =>
        draftLine({
          quantity: cents < 0 ? '-1' : '1',
          unitPrice: moneyToText(money(BigInt(Math.abs(cents)), EUR)),
          ...(cents < 0 ? { isCredit: true } : {}),
        }),
      ),
    }),
  );
  const charges = new Map(
    amounts.map(({ key }, index) => [
      index + 1,
      {
        contractId: 'c',
        key,
        charge: {
          kind: 'subscription_period' as const,
          books: 'full' as const,
          period: null,
          invoiceOn: '2026-01-01',
          evidence: [],
        },
      },
    ]),
  );
  const source = { system: 'csv', connectionId: '', object: 'contract', externalId: 'c', recordId: 'r' };
  const lines = document.lines.map((line) => ({
    ...line,
    source: { ...source, kind: 'subscription_period' as const },
  }));
  return { document: { ...document, number, lines }, charges, earlier: [] };
}

const keys = fc.constantFrom('a', 'b', 'c');
const invoices = fc.array(
  fc.array(fc.record({ key: keys, cents: fc.integer({ min: 1, max: 10_000 }) }), {
    minLength: 1,
    maxLength: 4,
  }),
  { maxLength: 4 },
);
const credits = fc.uniqueArray(fc.record({ key: keys, cents: fc.bigInt({ min: 1n, max: 30_000n }) }), {
  selector: ({ key }) => key,
  maxLength: 3,
});

test('what is placed and what is not come to the credit; no line and no rate gives back more than it has', () => {
  fc.assert(
    fc.property(invoices, credits, (billedLines, owed) => {
      const billed = billedLines.map((lines, index) => invoiceOf(`INV-${index}`, lines));
      const wanted = owed.map(({ key, cents }) => lineOf(key, -cents));
      const { notes, unplaced } = placeCredits(wanted, billed, EUR);
      const placed = notes.flatMap((note) => note.credits.map(({ line }) => line));
      expect(sumMinor(placed) + sumMinor(unplaced)).toBe(sumMinor(wanted));
      for (const note of notes) {
        const made = leftoverNote({ ...note, currency: EUR, mode: 'half_up' });
        const { lines, totals } = made.content;
        for (const { line, computed: amounts } of lines) {
          const of = note.billed.document.lines.find(
            ({ position }) => position === line.extras?.credits?.position,
          );
          expect(amounts.net.amountMinor).toBeLessThan(0n);
          expect(-amounts.net.amountMinor).toBeLessThanOrEqual(minorOf(of?.netAmount ?? '', EUR));
        }
        const { taxExclusive, tax } = note.billed.document.totals;
        expect(-totals.taxExclusive.amountMinor).toBeLessThanOrEqual(minorOf(taxExclusive, EUR));
        expect(-totals.tax.amountMinor).toBeLessThanOrEqual(minorOf(tax, EUR));
      }
      // The same again, and in another order of what is owed, gives as much back.
      expect(placeCredits(wanted, billed, EUR)).toEqual({ notes, unplaced });
      const turned = placeCredits(wanted.toReversed(), billed, EUR);
      expect(sumMinor(turned.unplaced)).toBe(sumMinor(unplaced));
    }),
  );
});

test('an invoice that credits were set off on gives back no more than it came to; the rest is for somebody to decide', () => {
  const billed = invoiceOf('INV-1', [
    { key: 'a', cents: 10_000 },
    { key: 'b', cents: -7_000 },
  ]);
  const { notes, unplaced } = placeCredits([lineOf('a', -5_000n)], [billed], EUR);
  expect(notes[0]?.credits.map(({ line }) => line.amountMinor)).toEqual([-3_000n]);
  expect(sumMinor(unplaced)).toBe(-2_000n);
});

test('credit goes on no line of another contract on the same invoice, though its key is the same', () => {
  const billed = invoiceOf('INV-1', [{ key: 'a', cents: 10_000 }]);
  const ofAnother = { ...lineOf('a', -5_000n), owner: { contractId: 'd' } };
  expect(placeCredits([ofAnother], [billed], EUR)).toEqual({ notes: [], unplaced: [ofAnother] });
});

test('a note is booked under the key that it gives back, says why, and names its invoice', () => {
  const billed = invoiceOf('INV-1', [{ key: 'a', cents: 10_000 }]);
  const { notes } = placeCredits([lineOf('a', -5_000n)], [billed], EUR);
  const [note] = notes.map((each) => leftoverNote({ ...each, currency: EUR, mode: 'half_up' }));
  expect(note?.billedOn).toBe('2026-07-01');
  expect(note?.content.extras?.precedingInvoices?.[0]?.number).toBe('INV-1');
  expect(note?.content.lines[0]?.line).toMatchObject({
    description: 'Credit for a',
    charge: { contractId: 'c', key: 'a', charge: { books: 'difference', invoiceOn: '2026-07-01' } },
  });
});

test('what is paid out of a mix comes to the mix, and its invoice to nothing', () => {
  const amounts = fc.array(fc.bigInt({ min: -1_000n, max: 1_000n }).filter((amount) => amount !== 0n));
  fc.assert(
    fc.property(amounts, (mixed) => {
      const carried = mixed.map((amount, index) => lineOf(`k${index}`, amount));
      fc.pre(sumMinor(carried) <= 0n);
      const { invoices: made, credits: left } = payOut(carried, EUR);
      expect(made.map(({ netMinor }) => netMinor)).toEqual(mixed.some((amount) => amount > 0n) ? [0n] : []);
      const all = [...made.flatMap(({ lines }) => lines), ...left];
      expect(sumMinor(all)).toBe(sumMinor(carried));
      expect(left.every(({ amountMinor }) => amountMinor < 0n)).toBe(true);
    }),
  );
});
