import type { DocumentAllowanceCharge, InvoiceDocument, TaxRow } from '../../invoice/document.ts';
import { type CurrencyCode, currencyDigits } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { largerOf } from '../../money/larger-of.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { smallerOf } from '../../money/smaller-of.ts';
import type { PartlyCredited } from './credit-parts.ts';
import { rowInTaxCurrency } from './credit-tax-currency.ts';
import { minorOf } from './minor-of.ts';
import { statedOf } from './remaining-of-line.ts';
import { sumMinor } from './sum-minor.ts';
import { taxGroupOf, taxGroupOfRow } from './tax-group.ts';

/** What a note takes back beside its lines, in amounts below zero. */
export type CreditedParts = {
  allowances: readonly DocumentAllowanceCharge[];
  charges: readonly DocumentAllowanceCharge[];
};

type Sums = { baseMinor: bigint; taxMinor: bigint };

/**
 * The tax that a credit note takes back, per category and rate of the invoice. All that was credited so far is rounded as
 * one sum, and what earlier notes took is deducted: so the notes together never take more base or tax than was billed, and
 * the one that exhausts a rate takes the rest of it (model E3.7, oracle TX-08). Where prices include the tax, the sum is
 * of gross amounts and gives base and tax; else it is the base and gives the tax.
 */
export function creditTaxRows(input: PartlyCredited, parts: CreditedParts): TaxRow[] {
  const { original, lines, currency } = input;
  const text = (amountMinor: bigint): string => minorToText(-amountMinor, currencyDigits(currency));
  const isInclusive = original.priceBasis === 'tax_inclusive';
  return original.taxRows.flatMap((row) => {
    const group = taxGroupOfRow(row);
    const minors = (items: readonly { amount: string }[]) =>
      items.map(({ amount }) => minorOf(amount, currency));
    const ofLines = lines
      .filter((line) => taxGroupOf(line) === group)
      .map((line) => minorOf(statedOf(line), currency));
    const allowances = minors(parts.allowances.filter((part) => taxGroupOf(part) === group));
    const charges = minors(parts.charges.filter((part) => taxGroupOf(part) === group));
    if (ofLines.length + allowances.length + charges.length === 0) return [];
    const amountMinor = sumMinor(allowances) - sumMinor(ofLines) - sumMinor(charges);
    const before = takenBefore(group, input.earlier, currency);
    const billed = { baseMinor: minorOf(row.base, currency), taxMinor: minorOf(row.tax, currency) };
    const left = {
      baseMinor: billed.baseMinor - before.baseMinor,
      taxMinor: billed.taxMinor - before.taxMinor,
    };
    const taken = isInclusive
      ? withinGross(row, { amountMinor, before, left }, input)
      : onTop(row, { amountMinor, before, left }, input.mode);
    return [
      {
        ...row,
        base: text(taken.baseMinor),
        tax: text(taken.taxMinor),
        ...rowInTaxCurrency(input, row, before.taxMinor + taken.taxMinor),
      },
    ];
  });
}

type Taking = { amountMinor: bigint; before: Sums; left: Sums };

/** The amount is the base; the tax is that of all that is credited by now, less what was taken before. */
function onTop(row: TaxRow, { amountMinor, before, left }: Taking, mode: RoundingMode): Sums {
  if (amountMinor >= left.baseMinor) return { baseMinor: amountMinor, taxMinor: left.taxMinor };
  const { numerator, denominator } = decimalToRatio(decimalOf(row.ratePercent));
  const share = (baseMinor: bigint): Ratio => ({
    numerator: baseMinor * numerator,
    denominator: denominator * 100n,
  });
  const { numerator: over, denominator: under } = share(before.baseMinor + amountMinor);
  const wanted = roundRatio(over, under, mode) - before.taxMinor;
  const shares = { taken: share(amountMinor), rest: share(left.baseMinor - amountMinor) };
  return { baseMinor: amountMinor, taxMinor: nearest(wanted, shares, left.taxMinor) };
}

/** The amount holds the tax; its base is that of all that is credited by now (model E3.5), less what was taken before. */
function withinGross(row: TaxRow, { amountMinor, before, left }: Taking, input: PartlyCredited): Sums {
  if (amountMinor >= left.baseMinor + left.taxMinor) return left;
  const rate = decimalToRatio(decimalOf(row.ratePercent));
  const hundred = rate.denominator * 100n;
  const denominator = hundred + rate.numerator;
  const grossMinor = before.baseMinor + before.taxMinor + amountMinor;
  const baseOfAll =
    (input.original.rounding?.inclusive ?? 'round_net') === 'round_net'
      ? roundRatio(grossMinor * hundred, denominator, input.mode)
      : grossMinor - roundRatio(grossMinor * rate.numerator, denominator, input.mode);
  const share = (ofMinor: bigint): Ratio => ({ numerator: ofMinor * hundred, denominator });
  const restMinor = left.baseMinor + left.taxMinor - amountMinor;
  const shares = { taken: share(amountMinor), rest: share(restMinor) };
  const baseMinor = nearest(baseOfAll - before.baseMinor, shares, left.baseMinor);
  return { baseMinor, taxMinor: amountMinor - baseMinor };
}

type Ratio = { numerator: bigint; denominator: bigint };

/**
 * The wanted amount, held so near the exact share that it is a rounding of it, and that what it leaves is one of the rest:
 * with half to even, two ties could leave the last note a whole unit off (BR-CO-17). Where notes that were taken back
 * leave no amount that is both, it is one of its own share. Never more than is left.
 */
function nearest(wanted: bigint, { taken, rest }: { taken: Ratio; rest: Ratio }, leftMinor: bigint): bigint {
  const own = roundings(taken);
  const ofRest = roundings(rest);
  const low = largerOf(own.low, leftMinor - ofRest.high);
  const high = smallerOf(own.high, leftMinor - ofRest.low);
  const held = low > high ? within(wanted, own.low, own.high) : within(wanted, low, high);
  return smallerOf(held, leftMinor);
}

const roundings = ({ numerator, denominator }: Ratio) => ({
  low: roundRatio(numerator, denominator, 'down'),
  high: roundRatio(numerator, denominator, 'up'),
});

const within = (amount: bigint, low: bigint, high: bigint): bigint => smallerOf(largerOf(amount, low), high);

function takenBefore(group: string, earlier: readonly InvoiceDocument[], currency: CurrencyCode): Sums {
  const rows = earlier.flatMap(({ taxRows }) => taxRows.filter((taken) => taxGroupOfRow(taken) === group));
  return {
    baseMinor: -sumMinor(rows.map(({ base }) => minorOf(base, currency))),
    taxMinor: -sumMinor(rows.map(({ tax }) => minorOf(tax, currency))),
  };
}
