import { roundToTotal } from '../../invoice/amounts/round-to-total.ts';
import type { DocumentLine, TaxRow } from '../../invoice/document.ts';
import { type CurrencyCode, currencyDigits } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import { splitByWeight } from '../../money/split-by-weight.ts';
import { minorOf } from './minor-of.ts';
import { sumMinor } from './sum-minor.ts';
import { taxGroupOf, taxGroupOfRow } from './tax-group.ts';

/** Lines whose prices include the tax, with nets that add up to the bases of the tax rows (BT-131, BT-116). */
export function settleNets(
  lines: readonly DocumentLine[],
  taxRows: readonly TaxRow[],
  currency: CurrencyCode,
): DocumentLine[] {
  const nets = new Map<number, bigint>();
  for (const row of taxRows) {
    const own = lines.filter((line) => taxGroupOf(line) === taxGroupOfRow(row));
    const grosses = own.map(({ grossAmount, netAmount }) => -minorOf(grossAmount ?? netAmount, currency));
    const shares = netsOf(grosses, -minorOf(row.base, currency), row.ratePercent);
    own.forEach(({ position }, at) => {
      nets.set(position, shares[at] ?? 0n);
    });
  }
  return lines.map((line) => ({
    ...line,
    netAmount: minorToText(-(nets.get(line.position) ?? 0n), currencyDigits(currency)),
  }));
}

/** Each next to its gross without the tax; by proportion where the rest of a rate lies further from that. */
function netsOf(grosses: readonly bigint[], baseMinor: bigint, ratePercent: string): bigint[] {
  const rate = decimalToRatio(decimalOf(ratePercent));
  const hundred = rate.denominator * 100n;
  const denominator = hundred + rate.numerator;
  const values = grosses.map((gross) => ({ numerator: gross * hundred, denominator }));
  const least = sumMinor(values.map(({ numerator }) => numerator / denominator));
  const most = least + BigInt(values.filter(({ numerator }) => numerator % denominator !== 0n).length);
  const isNear = baseMinor >= least && baseMinor <= most;
  return isNear ? roundToTotal(values, baseMinor) : splitByWeight(baseMinor, grosses);
}
