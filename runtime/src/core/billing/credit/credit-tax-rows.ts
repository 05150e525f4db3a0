import type { DocumentLine, InvoiceDocument, TaxRow } from '../../invoice/document.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { money } from '../../money/money.ts';
import { moneyToText } from '../../money/money-to-text.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { minorOf } from './minor-of.ts';

type Sums = { baseMinor: bigint; taxMinor: bigint };

/**
 * The tax that a credit note takes back, per category and rate of the invoice. All that was credited so far is rounded as
 * one sum, and what earlier notes took is deducted: so the notes together never take more tax than was billed, and the one
 * that exhausts a rate takes the rest of it.
 */
export function creditTaxRows(
  original: InvoiceDocument,
  earlier: readonly InvoiceDocument[],
  lines: readonly DocumentLine[],
  { currency, mode }: { currency: CurrencyCode; mode: RoundingMode },
): TaxRow[] {
  const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, currency));
  return original.taxRows.flatMap((row) => {
    const ofRow = lines.filter((line) => isOf(row, line.taxCategory, line.taxRatePercent));
    if (ofRow.length === 0) return [];
    const baseMinor = ofRow.reduce((sum, line) => sum - minorOf(line.netAmount, currency), 0n);
    const before = takenBefore(row, earlier, currency);
    const billed = { baseMinor: minorOf(row.base, currency), taxMinor: minorOf(row.tax, currency) };
    const takenMinor = taxOf(row, billed, before.baseMinor + baseMinor, mode);
    const taxMinor = takenMinor - before.taxMinor;
    return [{ ...row, base: text(-baseMinor), tax: text(-(taxMinor > 0n ? taxMinor : 0n)) }];
  });
}

/** The tax of the part of a row that is credited by now; of all of it what was billed. */
function taxOf(row: TaxRow, billed: Sums, creditedMinor: bigint, mode: RoundingMode): bigint {
  if (creditedMinor >= billed.baseMinor) return billed.taxMinor;
  const { numerator, denominator } = decimalToRatio(decimalOf(row.ratePercent));
  const taxMinor = roundRatio(creditedMinor * numerator, denominator * 100n, mode);
  const isBeyond = taxMinor > billed.taxMinor;
  return isBeyond ? billed.taxMinor : taxMinor;
}

function takenBefore(row: TaxRow, earlier: readonly InvoiceDocument[], currency: CurrencyCode): Sums {
  const rows = earlier.flatMap(({ taxRows }) =>
    taxRows.filter((taken) => isOf(row, taken.category, taken.ratePercent)),
  );
  return {
    baseMinor: rows.reduce((sum, taken) => sum - minorOf(taken.base, currency), 0n),
    taxMinor: rows.reduce((sum, taken) => sum - minorOf(taken.tax, currency), 0n),
  };
}

const isOf = (row: TaxRow, category: string, ratePercent: string): boolean =>
  row.category === category && decimalOf(row.ratePercent).eq(decimalOf(ratePercent));
