import type { TaxRow } from '../../invoice/document.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import type { Ratio } from '../../money/ratio.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import type { PartlyCredited } from './credit-parts.ts';
import { nearestShare } from './nearest-share.ts';

/** A taxable base with its tax, minor units above zero. */
export type TaxSums = { baseMinor: bigint; taxMinor: bigint };

/** What is credited now, in the basis of the prices, with what was credited before and what is left. */
export type Taking = { amountMinor: bigint; before: TaxSums; left: TaxSums };

/** Which prices and roundings an invoice has. */
export type TaxTerms = Pick<PartlyCredited, 'original' | 'mode'>;

/**
 * Base and tax that an amount of one category and rate takes back. All that was credited so far is rounded as one sum, and
 * what was taken before is deducted; what exhausts the rate takes the rest of it. Where prices include the tax, the amount
 * is a gross one and gives base and tax (model E3.5); else it is the base and gives the tax.
 */
export const takeTax = (row: TaxRow, taking: Taking, terms: TaxTerms): TaxSums =>
  terms.original.priceBasis === 'tax_inclusive' ? withinGross(row, taking, terms) : onTop(row, taking, terms);

function onTop(row: TaxRow, { amountMinor, before, left }: Taking, { mode }: TaxTerms): TaxSums {
  if (amountMinor >= left.baseMinor) return { baseMinor: amountMinor, taxMinor: left.taxMinor };
  const { numerator, denominator } = decimalToRatio(decimalOf(row.ratePercent));
  const share = (baseMinor: bigint): Ratio => ({
    numerator: baseMinor * numerator,
    denominator: denominator * 100n,
  });
  const { numerator: over, denominator: under } = share(before.baseMinor + amountMinor);
  const wanted = roundRatio(over, under, mode) - before.taxMinor;
  const shares = { taken: share(amountMinor), rest: share(left.baseMinor - amountMinor) };
  return { baseMinor: amountMinor, taxMinor: nearestShare(wanted, shares, left.taxMinor) };
}

function withinGross(
  row: TaxRow,
  { amountMinor, before, left }: Taking,
  { original, mode }: TaxTerms,
): TaxSums {
  if (amountMinor >= left.baseMinor + left.taxMinor) return left;
  const rate = decimalToRatio(decimalOf(row.ratePercent));
  const hundred = rate.denominator * 100n;
  const denominator = hundred + rate.numerator;
  const grossMinor = before.baseMinor + before.taxMinor + amountMinor;
  const baseOfAll =
    (original.rounding?.inclusive ?? 'round_net') === 'round_net'
      ? roundRatio(grossMinor * hundred, denominator, mode)
      : grossMinor - roundRatio(grossMinor * rate.numerator, denominator, mode);
  const share = (ofMinor: bigint): Ratio => ({ numerator: ofMinor * hundred, denominator });
  const restMinor = left.baseMinor + left.taxMinor - amountMinor;
  const shares = { taken: share(amountMinor), rest: share(restMinor) };
  const baseMinor = nearestShare(baseOfAll - before.baseMinor, shares, left.baseMinor);
  return { baseMinor, taxMinor: amountMinor - baseMinor };
}
