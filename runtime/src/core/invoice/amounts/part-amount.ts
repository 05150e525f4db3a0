import type { Ratio } from '../../money/ratio.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import type { Part } from './amounts-input.ts';

/** A percentage of minor units, rounded once (R040): 10 % of 105n is 11n half up. */
export const percentOf = (amountMinor: bigint, percent: Ratio, mode: RoundingMode): bigint =>
  roundRatio(amountMinor * percent.numerator, percent.denominator * 100n, mode);

/** What an allowance or a charge comes to in minor units; `onMinor` is what it stands on. */
export const partAmount = (part: Part, onMinor: bigint, mode: RoundingMode): bigint =>
  'amountMinor' in part ? part.amountMinor : percentOf(part.baseMinor ?? onMinor, part.percent, mode);
