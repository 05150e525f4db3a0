import type { InvoiceDocument, TaxCategory } from '../invoice/document.ts';
import { decimalOf } from '../money/decimal-of.ts';
import type { EInvoiceProfile } from './profile.ts';

/** A row of the tax breakdown in the codes of a profile; without a rate outside the scope of the tax. */
export type TaxBreakdown = { category: string; ratePercent: string | undefined; base: string; tax: string };

/** How the taxes of a document are said in a profile. */
export type TaxView = {
  /** The profile's code for one of ours. */
  codeOf(category: TaxCategory): string;
  rows: TaxBreakdown[];
  /** True where nothing is subject to the tax: then nobody's tax number may be on the document (BR-O-02). */
  isOutOfScope: boolean;
};

/**
 * The taxes of a document in the codes of a profile. EN 16931 has no AA: a reduced rate is S with its rate (UNCL 5305 as
 * the norm restricts it). Who is registered nowhere cannot be exempt (BR-E-02): their sales are outside the scope.
 */
export function taxViewOf(document: InvoiceDocument, profile: EInvoiceProfile): TaxView {
  const isUntaxed = document.taxRows.every(({ ratePercent }) => decimalOf(ratePercent).eq(0));
  const isOutOfScope =
    document.taxRows.every(({ category }) => category === 'O') ||
    (isUntaxed && document.seller.taxId === undefined);
  const codeOf = (category: TaxCategory): string => {
    if (isOutOfScope) return 'O';
    return category === 'AA' && profile === 'en16931' ? 'S' : category;
  };
  const rows = document.taxRows.map(({ category, ratePercent, base, tax }): TaxBreakdown => {
    const code = codeOf(category);
    return { category: code, ratePercent: code === 'O' ? undefined : ratePercent, base, tax };
  });
  return { codeOf, rows: isOutOfScope ? [oneRow(document, rows)] : rows, isOutOfScope };
}

/** Rows of no tax are one row: a category and rate stands once in the breakdown (BR-O-08). */
function oneRow({ totals }: InvoiceDocument, rows: TaxBreakdown[]): TaxBreakdown {
  const [first] = rows;
  return { category: 'O', ratePercent: undefined, base: totals.taxExclusive, tax: first?.tax ?? totals.tax };
}
