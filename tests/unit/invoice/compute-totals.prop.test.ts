import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkIdentities } from '../../../runtime/src/core/invoice/check-identities.ts';
import { computeTotals } from '../../../runtime/src/core/invoice/compute-totals.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { ROUNDING_MODES } from '../../../runtime/src/core/money/rounding.ts';
import { currencyOf } from '../money/currency-of.ts';
import { sampleDocument } from './sample-document.ts';
import { decimalTexts, sampleInputs } from './sample-documents-arbitrary.ts';

test('whatever is computed keeps every identity of EN 16931, with 0, 2 and 3 decimals', () => {
  fc.assert(
    fc.property(sampleInputs, ({ lines, currency, rounding }) => {
      expect(checkIdentities(sampleDocument(lines, { currency, rounding }))).toEqual([]);
    }),
  );
});

test('the order of the lines changes no total and no tax', () => {
  fc.assert(
    fc.property(sampleInputs, ({ lines, currency, rounding }) => {
      const forward = sampleDocument(lines, { currency, rounding });
      const backward = sampleDocument(lines.toReversed(), { currency, rounding });
      expect(backward.totals).toEqual(forward.totals);
      expect(backward.taxRows).toEqual(forward.taxRows);
    }),
  );
});

test('a document of negated quantities mirrors the original to the unit', () => {
  const quantities = fc.array(decimalTexts(1_000, 3), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(
      quantities,
      decimalTexts(10_000, 4),
      fc.constantFrom(...ROUNDING_MODES),
      (list, price, rounding) => {
        const payableOf = (sign: string) =>
          computeTotals({
            currency: currencyOf('JPY'),
            rounding,
            lines: list.map((quantity) => ({
              quantity: decimalOf(`${sign}${quantity}`),
              unitPrice: decimalOf(price),
              discountPercent: decimalOf('3.5'),
              taxCategory: 'S',
              taxRatePercent: decimalOf('10'),
            })),
          }).totals.payable.amountMinor;
        expect(payableOf('-')).toBe(-payableOf(''));
      },
    ),
  );
});
