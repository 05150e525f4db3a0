import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findWholeOnly } from '../../../../runtime/src/core/billing/credit/find-whole-only.ts';
import { minorOf } from '../../../../runtime/src/core/billing/credit/minor-of.ts';
import { statedOf } from '../../../../runtime/src/core/billing/credit/remaining-of-line.ts';
import { taxGroupOf, taxGroupOfRow } from '../../../../runtime/src/core/billing/credit/tax-group.ts';
import { checkIdentities } from '../../../../runtime/src/core/invoice/check-identities.ts';
import type { InvoiceDocument } from '../../../../runtime/src/core/invoice/document.ts';
import { currencyOf } from '../../money/currency-of.ts';
import { creditWholeInSteps, type WholeCredited, wholeScenario } from './whole-documents.ts';

/** What all documents hold at a place of the invoice, added up: the invoice above zero, its notes below. */
const sumOf = (
  credited: WholeCredited,
  amountsOf: (document: InvoiceDocument) => readonly string[],
): bigint =>
  [credited.original, ...credited.notes]
    .flatMap(amountsOf)
    .reduce((sum, text) => sum + minorOf(text, credited.currency), 0n);

/** Every amount that must come to nothing, by its name. */
function remainders(credited: WholeCredited): Record<string, bigint> {
  const { original } = credited;
  const found: Record<string, bigint> = {
    payable: sumOf(credited, ({ totals }) => [totals.payable]),
    prepaid: sumOf(credited, ({ totals }) => [totals.prepaid]),
    net: sumOf(credited, ({ totals }) => [totals.taxExclusive]),
    tax: sumOf(credited, ({ totals }) => [totals.tax]),
    'withheld base': sumOf(credited, ({ withholding }) => [withholding?.base ?? '0']),
    'withheld tax': sumOf(credited, ({ withholding }) => [withholding?.amount ?? '0']),
  };
  for (const { position } of original.lines) {
    found[`line ${position}`] = sumOf(credited, ({ lines }) =>
      lines.flatMap((line) =>
        (line.credits?.position ?? (line.netAmount.startsWith('-') ? 0 : line.position)) === position
          ? [statedOf(line)]
          : [],
      ),
    );
  }
  for (const row of original.taxRows) {
    const group = taxGroupOfRow(row);
    const rowsOf = ({ taxRows }: InvoiceDocument) =>
      taxRows.filter((taken) => taxGroupOfRow(taken) === group);
    found[`base ${group}`] = sumOf(credited, (document) => rowsOf(document).map(({ base }) => base));
    found[`tax ${group}`] = sumOf(credited, (document) => rowsOf(document).map(({ tax }) => tax));
    for (const kind of ['allowances', 'charges'] as const)
      found[`${kind} ${group}`] = sumOf(credited, (document) =>
        (document[kind] ?? []).filter((part) => taxGroupOf(part) === group).map(({ amount }) => amount),
      );
  }
  return found;
}

describe('of an invoice with allowances, charges, a deposit, a withheld tax, roundings of its own, or prices with tax', () => {
  test('no parts, in whatever order and taken back in between, come to more than was billed, in anything', () => {
    fc.assert(
      fc.property(wholeScenario, (one) => {
        const credited = creditWholeInSteps(one);
        for (let count = 1; count <= credited.notes.length; count += 1) {
          const left = remainders({ ...credited, notes: credited.notes.slice(0, count) });
          for (const [name, minor] of Object.entries(left)) expect(minor, name).toBeGreaterThan(-1n);
        }
      }),
    );
  });

  test('crediting the rest brings every line, base, tax, allowance, charge, deposit and total to nothing', () => {
    fc.assert(
      fc.property(wholeScenario, (one) => {
        for (const [name, minor] of Object.entries(remainders(creditWholeInSteps(one))))
          expect(minor, name).toBe(0n);
      }),
    );
  });

  test('every credit note holds the identities of EN 16931, and its tax in another currency comes to nothing too', () => {
    fc.assert(
      fc.property(wholeScenario, (one) => {
        const { original, notes, isSteady } = creditWholeInSteps(one);
        // A series with a gap has the roundings of the gap in its rest.
        if (isSteady) for (const note of notes) expect(checkIdentities(note)).toEqual([]);
        const abroad = [original, ...notes].map(({ totals }) =>
          minorOf(totals.taxInTaxCurrency ?? '0', currencyOf('GBP')),
        );
        expect(abroad.reduce((sum, minor) => sum + minor, 0n)).toBe(0n);
      }),
    );
  });

  test('parts can be credited of each of them', () => {
    fc.assert(
      fc.property(wholeScenario, (one) => {
        const { original } = creditWholeInSteps(one);
        expect(findWholeOnly(original)).toBeUndefined();
      }),
    );
  });
});
