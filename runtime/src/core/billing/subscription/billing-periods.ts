import type { CanonicalContract } from '../../canonical/contract.ts';
import type { UsageItem } from '../../canonical/contract-subscription.ts';
import { compareDates } from '../../civil-date.ts';
import { ok, type Result } from '../../result.ts';
import type { UsagePeriod } from '../usage/usage-charges.ts';
import { contractSpans } from './contract-spans.ts';
import { itemParts } from './item-parts.ts';
import { itemRuns } from './item-runs.ts';
import { partShares } from './part-shares.ts';

/** Days of one billing period on which a usage item has the same terms. */
export type BillingPeriod = { item: UsageItem; period: UsagePeriod };

/**
 * The periods of a subscription's usage items that have ended before a day, by item and then by days. A change of the
 * item's terms in mid-period parts it in two, each with its share of the whole. Fails as `subscriptionCharges` does.
 */
export function billingPeriods(contract: CanonicalContract, asOf: string): Result<BillingPeriod[]> {
  const spans = contractSpans(contract);
  if (!spans.ok) return spans;
  const periods: BillingPeriod[] = [];
  for (const runs of itemRuns(spans.value).values()) {
    const parts = itemParts(
      runs.filter(({ item }) => item.kind === 'usage'),
      asOf,
    );
    if (!parts.ok) return parts;
    for (const part of parts.value) {
      const { item, from, usedTo } = part;
      if (item.kind !== 'usage' || compareDates(usedTo, asOf) >= 0) continue;
      const { share, unused, usedDays, wholeDays } = partShares(part);
      const isPart = share !== null || unused !== null;
      const ofWhole = { numerator: BigInt(usedDays), denominator: BigInt(wholeDays) };
      periods.push({ item, period: { from, to: usedTo, share: isPart ? ofWhole : null } });
    }
  }
  return ok(periods);
}
