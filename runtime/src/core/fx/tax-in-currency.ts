import type { TaxRow } from '../invoice/document.ts';
import { type CurrencyCode, currencyDigits } from '../money/currency.ts';
import { minorToText } from '../money/minor-to-text.ts';
import type { RoundingMode } from '../money/rounding.ts';
import { convertMinor } from './convert-minor.ts';

/** The tax of each row of a breakdown and of all together in the tax currency, as decimal texts. */
export type TaxInCurrency = { rows: string[]; total: string };

/**
 * The tax in the currency of the tax return: that of each category and rate converted and rounded once (Japan wants it of
 * each rate, 消費税法57条の4①五), and the total (BT-111) their sum, so that what is printed adds up.
 */
export function taxInCurrency(
  taxesMinor: readonly bigint[],
  terms: { from: CurrencyCode; to: CurrencyCode; rate: string; rounding: RoundingMode },
): TaxInCurrency {
  const rows = taxesMinor.map((taxMinor) => convertMinor(taxMinor, terms));
  const text = (minor: bigint) => minorToText(minor, currencyDigits(terms.to));
  return { rows: rows.map(text), total: text(rows.reduce((sum, minor) => sum + minor, 0n)) };
}

/** The rows of a breakdown with their tax in the tax currency. */
export const withTaxInCurrency = (rows: readonly TaxRow[], taxes: readonly string[]): TaxRow[] =>
  rows.map((row, index) => {
    const taxInTaxCurrency = taxes[index];
    return taxInTaxCurrency === undefined ? row : { ...row, taxInTaxCurrency };
  });
