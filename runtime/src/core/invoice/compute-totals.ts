import type { Big } from 'big.js';
import { assert } from '../assert.ts';
import { type CurrencyCode, currencyDigits } from '../money/currency.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import { type Money, money } from '../money/money.ts';
import type { RoundingMode } from '../money/rounding.ts';
import { usualRounding } from './amounts/amounts-input.ts';
import { computeAmounts } from './amounts/compute-amounts.ts';
import type { TaxCategory } from './document.ts';
import type { TaxRowExtras } from './document-extras.ts';
import { type LineInput, toAmountsLine } from './line-amounts.ts';
import { taxGroups } from './tax-groups.ts';

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
export type ComputedTaxRow = {
  category: TaxCategory;
  ratePercent: Big;
  base: Money;
  tax: Money;
  extras?: TaxRowExtras;
};

/** Document totals (BG-22); the identities BR-CO-10 and 13 to 16 hold exactly. What is absent is zero. */
export type ComputedTotals = {
  lineNet: Money;
  allowances?: Money;
  charges?: Money;
  taxExclusive: Money;
  tax: Money;
  taxInclusive: Money;
  prepaid: Money;
  rounding?: Money;
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
 * Amounts of every line, tax rows and totals of a document that has no more than lines: `computeAmounts` by the usual
 * rounding. Rows go by rate, highest first, then category.
 */
export function computeTotals({ currency, lines, rounding, prepaidMinor = 0n }: ComputeTotalsInput): {
  lines: ComputedLine[];
  taxRows: ComputedTaxRow[];
  totals: ComputedTotals;
} {
  const { groups, places } = taxGroups(
    lines.map((line) => ({ category: line.taxCategory, ratePercent: decimalToRatio(line.taxRatePercent) })),
  );
  const computed = computeAmounts({
    currencyDigits: currencyDigits(currency),
    isTaxInclusive: false,
    rounding: usualRounding(rounding),
    ratesPercent: groups.map((group) => group.ratePercent),
    lines: lines.map((line, index) => toAmountsLine(line, places[index] ?? 0)),
    parts: [],
    prepaidMinor,
  });
  assert(computed.ok, 'without allowances there is nothing to spread');
  const { amounts } = computed;
  const inCurrency = (amountMinor: bigint) => money(amountMinor, currency);
  return {
    lines: lines.map(({ taxCategory, taxRatePercent }, index) => {
      const line = amounts.lines[index];
      return {
        gross: inCurrency(line?.grossMinor ?? 0n),
        discount: inCurrency(line?.allowancesMinor[0] ?? 0n),
        net: inCurrency(line?.netMinor ?? 0n),
        taxCategory,
        taxRatePercent,
      };
    }),
    taxRows: amounts.groups.map(({ baseMinor, taxMinor }, place) => {
      const first = lines[places.indexOf(place)];
      assert(first !== undefined, 'a group has a line');
      return {
        category: first.taxCategory,
        ratePercent: first.taxRatePercent,
        base: inCurrency(baseMinor),
        tax: inCurrency(taxMinor),
      };
    }),
    totals: {
      lineNet: inCurrency(amounts.totals.lineNet),
      taxExclusive: inCurrency(amounts.totals.taxExclusive),
      tax: inCurrency(amounts.totals.tax),
      taxInclusive: inCurrency(amounts.totals.taxInclusive),
      prepaid: inCurrency(amounts.totals.prepaid),
      payable: inCurrency(amounts.totals.payable),
    },
  };
}
