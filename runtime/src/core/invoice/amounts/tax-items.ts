import { assertNever } from '../../assert.ts';
import type { Ratio } from '../../money/ratio.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import type { AmountsRounding } from './amounts-input.ts';
import { percentOf } from './part-amount.ts';
import { roundToTotal } from './round-to-total.ts';

/** Base and tax of some items of one rate, and the share of the base that each of them is. */
export type TaxedItems = { baseMinor: bigint; taxMinor: bigint; netsMinor: readonly bigint[] };

const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);

/**
 * Taxes the items of one category and rate: its stated lines and charges, and its allowances as negative items. One
 * rounding for all of them (BR-CO-17), or one per item by the profile `line`.
 */
export function taxItems(
  items: readonly bigint[],
  ratePercent: Ratio,
  isTaxInclusive: boolean,
  rounding: AmountsRounding,
): TaxedItems {
  switch (rounding.tax) {
    case 'document':
      return isTaxInclusive
        ? taxedWithin(items, ratePercent, rounding)
        : taxedOnTop(items, ratePercent, rounding);
    case 'line': {
      const taxed = items.map((item) => {
        const one = { ...rounding, tax: 'document' } as const;
        return taxItems([item], ratePercent, isTaxInclusive, one);
      });
      return {
        baseMinor: sumOf(taxed.map((each) => each.baseMinor)),
        taxMinor: sumOf(taxed.map((each) => each.taxMinor)),
        netsMinor: taxed.flatMap((each) => each.netsMinor),
      };
    }
    default:
      return assertNever(rounding.tax);
  }
}

function taxedOnTop(items: readonly bigint[], ratePercent: Ratio, { mode }: AmountsRounding): TaxedItems {
  const baseMinor = sumOf(items);
  return { baseMinor, taxMinor: percentOf(baseMinor, ratePercent, mode), netsMinor: items };
}

/** Net is gross ÷ (1 + rate), tax gross × rate ÷ (1 + rate); one of them is rounded, the other one is the rest. */
function taxedWithin(
  items: readonly bigint[],
  ratePercent: Ratio,
  { mode, inclusive }: AmountsRounding,
): TaxedItems {
  const grossMinor = sumOf(items);
  const hundred = ratePercent.denominator * 100n;
  const denominator = hundred + ratePercent.numerator;
  const baseMinor =
    inclusive === 'round_net'
      ? roundRatio(grossMinor * hundred, denominator, mode)
      : grossMinor - roundRatio(grossMinor * ratePercent.numerator, denominator, mode);
  const shares = items.map((item) => ({ numerator: item * hundred, denominator }));
  return { baseMinor, taxMinor: grossMinor - baseMinor, netsMinor: roundToTotal(shares, baseMinor) };
}
