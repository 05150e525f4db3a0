import type { DifferenceLine } from './difference-line.ts';

/** What lines come to, in minor units, credits taken off. */
export const sumMinor = (lines: readonly Pick<DifferenceLine, 'amountMinor'>[]): bigint =>
  lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
