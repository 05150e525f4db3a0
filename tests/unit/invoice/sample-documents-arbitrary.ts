import fc from 'fast-check';
import type { TaxCategory } from '../../../runtime/src/core/invoice/document.ts';
import { ROUNDING_MODES } from '../../../runtime/src/core/money/rounding.ts';
import type { SampleLine } from './sample-document.ts';

/** A non-negative decimal in plain notation, up to a number of digits before and after the point. */
export const decimalTexts = (integerMax: number, digits: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: 0, max: integerMax }), fc.stringMatching(new RegExp(`^[0-9]{0,${digits}}$`)))
    .map(([integer, fraction]) => (fraction === '' ? String(integer) : `${integer}.${fraction}`));

const TAXES: [TaxCategory, string][] = [
  ['S', '10'],
  ['S', '20'],
  ['S', '8.875'],
  ['AA', '8'],
  ['E', '0'],
  ['O', '0'],
];

const discounts = fc.oneof(
  fc.constant({}),
  fc.record({ discountPercent: decimalTexts(99, 6) }),
  fc.record({ discountAmountMinor: fc.bigInt({ min: 0n, max: 10_000n }) }),
);

const lines: fc.Arbitrary<SampleLine> = fc
  .record({
    quantity: decimalTexts(10_000, 4),
    unitPrice: decimalTexts(1_000_000, 6),
    tax: fc.constantFrom(...TAXES),
    discount: discounts,
  })
  .map(({ quantity, unitPrice, tax: [taxCategory, taxRatePercent], discount }) => ({
    quantity,
    unitPrice,
    taxCategory,
    taxRatePercent,
    ...discount,
  }));

/** Random lines of one document with its currency (2, 0 and 3 decimals) and rounding. */
export const sampleInputs = fc.record({
  lines: fc.array(lines, { minLength: 1, maxLength: 12 }),
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  rounding: fc.constantFrom(...ROUNDING_MODES),
});
