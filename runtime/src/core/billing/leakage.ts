import { assert } from '../assert.ts';
import { daysBetween } from '../civil-date.ts';
import type { ChargeKind } from './charge.ts';
import { type BookDifferenceInput, bookDifference } from './difference/book-difference.ts';

/** How long something has been billable, in days; the buckets of an ageing report. */
export const AGE_BUCKETS = ['0-30', '31-60', '61-90', '91+'] as const;

/** One of the buckets. */
export type AgeBucket = (typeof AGE_BUCKETS)[number];

/** Something billable that is on no live invoice, or not in full. */
export type Leak = {
  key: string;
  kind: ChargeKind;
  sku: string;
  /** The day from which it could have been invoiced. */
  billableFrom: string;
  ageDays: number;
  bucket: AgeBucket;
  /** What is missing, net, in minor units, more than zero. */
  missingMinor: bigint;
  /** Records that prove it. */
  evidence: readonly string[];
};

/** What leaks, oldest first, and what each bucket comes to in minor units. */
export type Leakage = { leaks: Leak[]; missingMinorByBucket: Record<AgeBucket, bigint> };

/**
 * The revenue leakage of a contract by a day (R-GEN-8): what the billing engine would still book. Credits that wait are no
 * leak; what was adjusted by people is none either, as they took it off.
 */
export function leakage(input: BookDifferenceInput): Leakage {
  const dueOn = new Map(input.charges.map(({ key, invoiceOn }) => [key, invoiceOn]));
  const leaks = bookDifference(input)
    .filter(({ amountMinor, key }) => amountMinor > 0n && dueOn.has(key))
    .map(({ key, kind, sku, amountMinor, evidence }): Leak => {
      const billableFrom = dueOn.get(key);
      assert(billableFrom !== undefined, 'a leak is of a charge');
      const ageDays = daysBetween(billableFrom, input.asOf);
      const bucket = bucketOf(ageDays);
      return { key, kind, sku, billableFrom, ageDays, bucket, missingMinor: amountMinor, evidence };
    })
    .sort((one, other) => other.ageDays - one.ageDays);
  const missingMinorByBucket: Record<AgeBucket, bigint> = { '0-30': 0n, '31-60': 0n, '61-90': 0n, '91+': 0n };
  for (const { bucket, missingMinor } of leaks) missingMinorByBucket[bucket] += missingMinor;
  return { leaks, missingMinorByBucket };
}

function bucketOf(ageDays: number): AgeBucket {
  if (ageDays <= 30) return '0-30';
  if (ageDays <= 60) return '31-60';
  return ageDays <= 90 ? '61-90' : '91+';
}
