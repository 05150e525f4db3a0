import type { InvoiceDocument, TaxCategory, TaxRow } from '../invoice/document.ts';
import { decimalOf } from '../money/decimal-of.ts';
import { type EInvoiceProfile, isJapaneseProfile } from './profile.ts';

/** A row of the tax breakdown in the codes of a profile; without a rate outside the scope of the tax. */
export type TaxBreakdown = {
  category: string;
  ratePercent: string | undefined;
  base: string;
  tax: string;
  taxInTaxCurrency?: string | undefined;
  exemptionReason?: string | undefined;
  exemptionCode?: string | undefined;
};

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
  const { taxRows, seller, taxRepresentative } = document;
  const isUntaxed = taxRows.every(({ ratePercent }) => decimalOf(ratePercent).eq(0));
  const isUnregistered = (taxRepresentative?.taxId ?? seller.taxId) === undefined || profile === 'jp-ntr';
  const isOutOfScope = taxRows.every(({ category }) => category === 'O') || (isUntaxed && isUnregistered);
  const codeOf = (category: TaxCategory): string => {
    if (isOutOfScope) return 'O';
    return category === 'AA' && !isJapaneseProfile(profile) ? 'S' : category;
  };
  const rows = taxRows.map((row) => breakdownOf(row, codeOf(row.category)));
  return { codeOf, rows: isOutOfScope ? [oneRow(document, rows)] : rows, isOutOfScope };
}

/** A reason belongs to its category: where a row becomes another one, it is another reason. */
function breakdownOf(row: TaxRow, code: string): TaxBreakdown {
  const isSame = code === row.category;
  return {
    category: code,
    ratePercent: code === 'O' ? undefined : row.ratePercent,
    base: row.base,
    tax: row.tax,
    taxInTaxCurrency: row.taxInTaxCurrency,
    exemptionReason: isSame ? row.exemptionReason : undefined,
    exemptionCode: isSame ? row.exemptionCode : undefined,
  };
}

/** Rows of no tax are one row: a category and rate stands once in the breakdown (BR-O-08). */
function oneRow({ totals }: InvoiceDocument, rows: TaxBreakdown[]): TaxBreakdown {
  const [first] = rows;
  return {
    ...(first ?? { exemptionReason: undefined, exemptionCode: undefined }),
    category: 'O',
    ratePercent: undefined,
    base: totals.taxExclusive,
    tax: first?.tax ?? totals.tax,
  };
}
