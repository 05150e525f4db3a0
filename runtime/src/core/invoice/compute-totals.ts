import type { Big } from 'big.js';
import type { CurrencyCode } from '../money/currency.ts';
import { decimalToText } from '../money/decimal-to-text.ts';
import { type Money, money } from '../money/money.ts';
import type { RoundingMode } from '../money/rounding.ts';
import type { TaxCategory } from './document.ts';
import { type LineInput, lineAmounts, percentOf } from './line-amounts.ts';

/** One line before its amounts are known. */
export type ComputeLine = LineInput & { taxCategory: TaxCategory; taxRatePercent: Big };

/** One line with its amounts; `net = gross - discount` (BT-131). */
export type ComputedLine = {
  gross: Money;
  discount: Money;
  net: Money;
  taxCategory: TaxCategory;
  taxRatePercent: Big;
};

/** Taxable base (BT-116) and tax (BT-117) of one category and rate. */
export type ComputedTaxRow = { category: TaxCategory; ratePercent: Big; base: Money; tax: Money };

/** Document totals (BG-22); the identities BR-CO-10 and 13 to 16 hold exactly. */
export type ComputedTotals = {
  lineNet: Money;
  taxExclusive: Money;
  tax: Money;
  taxInclusive: Money;
  prepaid: Money;
  payable: Money;
};

/** What totals are computed from. `prepaidMinor` (BT-113) is zero when absent. */
export type ComputeTotalsInput = {
  currency: CurrencyCode;
  lines: readonly ComputeLine[];
  rounding: RoundingMode;
  prepaidMinor?: bigint;
};

/**
 * Amounts of every line, tax rows and totals. Tax is rounded once per category and rate of the document
 * (BR-CO-17; Japan: 消費税法施行令70条の10), never per line. Rows go by rate, highest first, then category.
 */
export function computeTotals({ currency, lines, rounding, prepaidMinor = 0n }: ComputeTotalsInput): {
  lines: ComputedLine[];
  taxRows: ComputedTaxRow[];
  totals: ComputedTotals;
} {
  const computed = lines.map((line) => computeLine(line, currency, rounding));
  const taxRows = computeTaxRows(computed, currency, rounding);
  const lineNet = computed.reduce((sum, line) => sum + line.net.amountMinor, 0n);
  const tax = taxRows.reduce((sum, row) => sum + row.tax.amountMinor, 0n);
  const inCurrency = (amountMinor: bigint) => money(amountMinor, currency);
  return {
    lines: computed,
    taxRows,
    totals: {
      lineNet: inCurrency(lineNet),
      taxExclusive: inCurrency(lineNet),
      tax: inCurrency(tax),
      taxInclusive: inCurrency(lineNet + tax),
      prepaid: inCurrency(prepaidMinor),
      payable: inCurrency(lineNet + tax - prepaidMinor),
    },
  };
}

function computeLine(line: ComputeLine, currency: CurrencyCode, rounding: RoundingMode): ComputedLine {
  const { grossMinor, discountMinor, netMinor } = lineAmounts(line, currency, rounding);
  return {
    gross: money(grossMinor, currency),
    discount: money(discountMinor, currency),
    net: money(netMinor, currency),
    taxCategory: line.taxCategory,
    taxRatePercent: line.taxRatePercent,
  };
}

function computeTaxRows(
  lines: readonly ComputedLine[],
  currency: CurrencyCode,
  rounding: RoundingMode,
): ComputedTaxRow[] {
  const groups = Map.groupBy(lines, (line) => `${line.taxCategory} ${decimalToText(line.taxRatePercent)}`);
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const baseMinor = group.reduce((sum, line) => sum + line.net.amountMinor, 0n);
    return {
      category: first.taxCategory,
      ratePercent: first.taxRatePercent,
      base: money(baseMinor, currency),
      tax: money(percentOf(baseMinor, first.taxRatePercent, rounding), currency),
    };
  });
  return rows.toSorted(byRateThenCategory);
}

function byRateThenCategory(one: ComputedTaxRow, other: ComputedTaxRow): number {
  const byRate = other.ratePercent.cmp(one.ratePercent);
  if (byRate !== 0) return byRate;
  return one.category < other.category ? -1 : 1;
}
