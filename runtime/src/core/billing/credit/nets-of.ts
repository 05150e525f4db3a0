import { roundToTotal } from '../../invoice/amounts/round-to-total.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { splitByWeight } from '../../money/split-by-weight.ts';
import { sumMinor } from './sum-minor.ts';

/**
 * What amounts of one rate are without their tax, together exactly the given sum: each next to its gross without the tax;
 * by proportion where the sum lies further from that.
 */
export function netsOf(grosses: readonly bigint[], netMinor: bigint, ratePercent: string): bigint[] {
  if (grosses.length === 0) return [];
  const rate = decimalToRatio(decimalOf(ratePercent));
  const hundred = rate.denominator * 100n;
  const denominator = hundred + rate.numerator;
  const values = grosses.map((gross) => ({ numerator: gross * hundred, denominator }));
  const least = sumMinor(values.map(({ numerator }) => numerator / denominator));
  const most = least + BigInt(values.filter(({ numerator }) => numerator % denominator !== 0n).length);
  const isNear = netMinor >= least && netMinor <= most;
  return isNear ? roundToTotal(values, netMinor) : splitByWeight(netMinor, grosses);
}
