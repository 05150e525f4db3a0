import Big from 'big.js';
import { startUsage } from '../../../../runtime/src/core/billing/usage/aggregate-usage.ts';
import type { UsageRecord, UsageTotal } from '../../../../runtime/src/core/billing/usage/usage-record.ts';
import type { Aggregation } from '../../../../runtime/src/core/canonical/contract-subscription.ts';

/** March 2026 in UTC: 31 days, 2,678,400 seconds. */
export const MARCH = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-04-01T00:00:00Z') };

/** A record at an instant. */
export const recordOf = (at: string, quantity: string, uniqueKey: string | null = null): UsageRecord => ({
  at: new Date(at),
  quantity: new Big(quantity),
  uniqueKey,
});

/** What records come to in March, with a level that begins at zero unless another is given. */
export function usageOf(
  aggregation: Aggregation,
  records: readonly UsageRecord[],
  opening = '0',
): UsageTotal {
  const reducer = startUsage({ aggregation, window: MARCH, openingLevel: new Big(opening) });
  for (const record of records) reducer.add(record);
  return reducer.finish();
}
