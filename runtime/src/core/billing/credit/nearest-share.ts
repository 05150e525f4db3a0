import { largerOf } from '../../money/larger-of.ts';
import type { Ratio } from '../../money/ratio.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import { smallerOf } from '../../money/smaller-of.ts';

/** The exact shares of what is taken and of what it leaves. */
export type Shares = { taken: Ratio; rest: Ratio };

/**
 * The wanted amount, held so near the exact share that it is a rounding of it, and that what it leaves is one of the rest:
 * with half to even, two ties could leave the last note a whole unit off (BR-CO-17). Where notes that were taken back
 * leave no amount that is both, it is one of its own share. Never more than is left.
 */
export function nearestShare(wanted: bigint, { taken, rest }: Shares, leftMinor: bigint): bigint {
  const own = roundings(taken);
  const ofRest = roundings(rest);
  const low = largerOf(own.low, leftMinor - ofRest.high);
  const high = smallerOf(own.high, leftMinor - ofRest.low);
  const held = low > high ? within(wanted, own) : within(wanted, { low, high });
  return smallerOf(held, leftMinor);
}

/** From one amount to another, both included. */
export type Span = { low: bigint; high: bigint };

/** The two integers next to a value; one where it is an integer. */
export const roundings = ({ numerator, denominator }: Ratio): Span => ({
  low: roundRatio(numerator, denominator, 'down'),
  high: roundRatio(numerator, denominator, 'up'),
});

/** The amount, or the end of the span that lies nearest to it. */
export const within = (amount: bigint, { low, high }: Span): bigint => smallerOf(largerOf(amount, low), high);
