import type { TaxCategory } from '../../invoice/document.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToText } from '../../money/decimal-to-text.ts';

/** Names the category and rate that a line, an allowance or a charge is taxed by, however its rate is written. */
export const taxGroupOf = (taxed: { taxCategory: TaxCategory; taxRatePercent: string }): string =>
  `${taxed.taxCategory} ${decimalToText(decimalOf(taxed.taxRatePercent))}`;

/** The same name for a row of the tax breakdown. */
export const taxGroupOfRow = (row: { category: TaxCategory; ratePercent: string }): string =>
  taxGroupOf({ taxCategory: row.category, taxRatePercent: row.ratePercent });
