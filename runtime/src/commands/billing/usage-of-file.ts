import Big from 'big.js';
import type { BillingFact } from '../../core/billing/billing-fact.ts';
import type { BillingPeriod } from '../../core/billing/subscription/billing-periods.ts';
import { startUsage } from '../../core/billing/usage/aggregate-usage.ts';
import type { UsageRecord, UsageTotal } from '../../core/billing/usage/usage-record.ts';
import { usageWindow } from '../../core/billing/usage/usage-window.ts';
import { decimalOf } from '../../core/money/decimal-of.ts';

/** Aggregates the usage facts of a file; days are those of the seller's zone. A period is added up once. */
export function usageOfFile(
  facts: readonly BillingFact[],
  timeZone: string,
): (period: BillingPeriod) => UsageTotal {
  const records = recordsByMeter(facts);
  const known = new Map<string, UsageTotal>();
  return ({ item, period }) => {
    const name = `${period.from} ${period.to} ${item.key} ${item.aggregation} ${item.meter}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const window = usageWindow(period, timeZone);
    const ofMeter = records.get(item.meter) ?? [];
    const reducer = startUsage({
      aggregation: item.aggregation,
      window,
      openingLevel: item.aggregation === 'weighted' ? levelAt(ofMeter, window.from) : new Big(0),
    });
    for (const record of ofMeter) reducer.add(record);
    const total = reducer.finish();
    known.set(name, total);
    return total;
  };
}

function recordsByMeter(facts: readonly BillingFact[]): Map<string, UsageRecord[]> {
  const records = new Map<string, UsageRecord[]>();
  for (const { event } of facts) {
    if (event.kind !== 'usage') continue;
    const { meter, at, quantity, uniqueKey } = event;
    const record = { at: new Date(at), quantity: decimalOf(quantity), uniqueKey: uniqueKey ?? null };
    const known = records.get(meter);
    if (known === undefined) records.set(meter, [record]);
    else known.push(record);
  }
  return records;
}

const levelAt = (records: readonly UsageRecord[], instant: Date): Big =>
  records.reduce((level, { at, quantity }) => (at < instant ? level.plus(quantity) : level), new Big(0));
