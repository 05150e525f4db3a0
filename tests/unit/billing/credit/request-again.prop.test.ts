import fc from 'fast-check';
import { expect, test } from 'vitest';
import { creditDocument } from '../../../../runtime/src/core/billing/credit/credit-document.ts';
import { minorOf } from '../../../../runtime/src/core/billing/credit/minor-of.ts';
import { requestAgain } from '../../../../runtime/src/core/billing/credit/request-again.ts';
import type { InvoiceDocument } from '../../../../runtime/src/core/invoice/document.ts';
import { creditInSteps, type Scenario, scenario } from './credit-in-steps.ts';

/** A credit note made once more, beside those that count. */
function again(
  { currency, mode }: Scenario,
  original: InvoiceDocument,
  note: InvoiceDocument,
  earlier: readonly InvoiceDocument[],
) {
  const request = requestAgain({ note, original, earlier, currency });
  return creditDocument({ original, earlier, request, currency, mode });
}

test('a voided credit note that is made again with nothing else changed is the same, line by line and tax by tax', () => {
  fc.assert(
    fc.property(scenario, (one) => {
      const { original, notes } = creditInSteps(one);
      for (const [index, note] of notes.entries()) {
        const made = again(one, original, note, notes.slice(0, index));
        expect(made).toEqual({ ok: true, document: note });
      }
    }),
  );
});

test('beside whatever was credited since, it is refused or stays within the invoice, in every line, base and tax', () => {
  fc.assert(
    fc.property(scenario, (one) => {
      const { original, notes } = creditInSteps(one);
      for (const note of notes) {
        const others = notes.filter((other) => other !== note);
        const made = again(one, original, note, others);
        if (!made.ok) continue;
        const all = [...others, made.document];
        const left = (billed: string, credited: string[]): bigint =>
          credited.reduce((sum, text) => sum + minorOf(text, one.currency), minorOf(billed, one.currency));
        for (const { position, netAmount } of original.lines) {
          const lines = all
            .flatMap(({ lines }) => lines)
            .filter(({ credits }) => credits?.position === position);
          expect(
            left(
              netAmount,
              lines.map((line) => line.netAmount),
            ),
          ).toBeGreaterThanOrEqual(0n);
        }
        for (const { category, ratePercent, base, tax } of original.taxRows) {
          const rows = all
            .flatMap(({ taxRows }) => taxRows)
            .filter((row) => row.category === category && row.ratePercent === ratePercent);
          expect(
            left(
              base,
              rows.map((row) => row.base),
            ),
          ).toBeGreaterThanOrEqual(0n);
          expect(
            left(
              tax,
              rows.map((row) => row.tax),
            ),
          ).toBeGreaterThanOrEqual(0n);
        }
      }
    }),
  );
});

test('and it never takes another share of a line than it took before', () => {
  fc.assert(
    fc.property(scenario, (one) => {
      const { original, notes } = creditInSteps(one);
      for (const note of notes) {
        const made = again(one, original, note, []);
        if (!made.ok)
          throw new Error('an invoice of which nothing is credited has room for any of its notes');
        const shares = ({ lines }: InvoiceDocument) =>
          lines.map(({ credits }) => [credits?.position, credits?.quantity]);
        expect(shares(made.document)).toEqual(shares(note));
      }
    }),
  );
});
