import fc from 'fast-check';
import type { TaxCategory } from '../../../runtime/src/core/invoice/document.ts';
import { ROUNDING_MODES } from '../../../runtime/src/core/money/rounding.ts';
import { decimalTexts } from './sample-documents-arbitrary.ts';
import { type DraftLineText, type DraftText, draftText } from './sample-draft.ts';

const TAXES: [TaxCategory, string][] = [
  ['S', '10'],
  ['S', '8.875'],
  ['S', '10.0'],
  ['AA', '8'],
  ['Z', '0'],
];

const parts = fc.array(
  fc.oneof(
    fc.record({ percent: decimalTexts(60, 4), reason: fc.constant('Share') }),
    fc.record({ amount: fc.integer({ min: 0, max: 500 }).map(String), reason: fc.constant('Sum') }),
  ),
  { maxLength: 2 },
);

const lines: fc.Arbitrary<DraftLineText> = fc
  .record({
    quantity: decimalTexts(1_000, 4).filter((text) => /[1-9]/.test(text)),
    unitPrice: decimalTexts(100_000, 6),
    baseQuantity: fc.constantFrom('1', '2', '3', '7', '0.5'),
    tax: fc.constantFrom(...TAXES),
    allowances: parts,
    charges: parts,
    discountPercent: fc.option(decimalTexts(99, 6), { nil: undefined }),
  })
  .map(({ tax: [taxCategory, taxRatePercent], discountPercent, ...line }) => ({
    name: 'Item',
    ...line,
    taxCategory,
    taxRatePercent,
    ...(discountPercent === undefined ? {} : { discount: { percent: discountPercent, reason: 'Agreed' } }),
  }));

/** How a document can be rounded, every combination of it. */
const profiles = fc.record({
  mode: fc.constantFrom(...ROUNDING_MODES),
  lines: fc.constantFrom('currency', 'precise'),
  tax: fc.constantFrom('document', 'line'),
  inclusive: fc.constantFrom('round_net', 'round_tax'),
});

/** Random drafts of every profile and price basis in currencies of 2, 0 and 3 decimals. */
export const drafts: fc.Arbitrary<DraftText> = fc
  .record({
    lines: fc.array(lines, { minLength: 1, maxLength: 10 }),
    currency: fc.constantFrom('USD', 'JPY', 'KWD'),
    rounding: profiles,
    priceBasis: fc.constantFrom('tax_exclusive', 'tax_inclusive'),
    allowances: fc.array(
      fc.record({
        percent: decimalTexts(30, 3),
        reason: fc.constant('Loyal'),
        taxCategory: fc.constant('S'),
        taxRatePercent: fc.constant('10'),
      }),
      { maxLength: 1 },
    ),
    charges: fc.array(
      fc.record({
        percent: decimalTexts(30, 3),
        base: fc.constant('1000'),
        reason: fc.constant('Freight'),
        taxCategory: fc.constant('AA'),
        taxRatePercent: fc.constant('8'),
      }),
      { maxLength: 1 },
    ),
    payableTo: fc.constantFrom(undefined, '1', '5'),
  })
  .map(({ payableTo, rounding, ...draft }) =>
    draftText({ ...draft, rounding: payableTo === undefined ? rounding : { ...rounding, payableTo } }),
  );
