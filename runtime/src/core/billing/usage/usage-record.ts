import type { Big } from 'big.js';
import type { Ratio } from '../../money/ratio.ts';

/** A usage fact of one meter as aggregation reads it; the same fact is never given twice. */
export type UsageRecord = {
  at: Date;
  /** Negative where an earlier record is corrected. */
  quantity: Big;
  /** The thing that a `unique` meter counts. */
  uniqueKey: string | null;
};

/** The instants of a period: `from` belongs to it, `to` is the first one that does not. */
export type UsageWindow = { readonly from: Date; readonly to: Date };

/** What the records of a period come to. */
export type UsageTotal = {
  units: Ratio;
  /** Records in the period. */
  events: number;
  /** Those of them that could not be counted, since a `unique` meter needs their key. */
  withoutKey: number;
};
