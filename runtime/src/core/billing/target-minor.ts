import { roundRatio } from '../money/round-ratio.ts';
import type { RoundingMode } from '../money/rounding.ts';
import type { Charge } from './charge.ts';

/** What a charge comes to, in minor units: all of it less what is not used, rounded apart, as one is billed and the other credited. */
export function targetMinor({ fullMinor, unused }: Charge, rounding: RoundingMode): bigint {
  if (unused === null) return fullMinor;
  return fullMinor - roundRatio(fullMinor * unused.numerator, unused.denominator, rounding);
}
