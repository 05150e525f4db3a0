import Big from 'big.js';
import { sql } from 'drizzle-orm';
import type { BillingPeriod } from '../../core/billing/subscription/billing-periods.ts';
import type { LateUsage } from '../../core/billing/usage/late-usage.ts';
import type { Tx } from '../../db/open-database.ts';
import type { ContractSource } from './load-contract.ts';
import { EVENTS, IS_TAKEN, IS_WITHIN, isOfMeter, toUsageWindows, windowTable } from './usage-windows.ts';

/** Usage of periods that came when it was not taken any more, by period; nothing is asked where all is taken. */
export async function loadLateUsage(
  tx: Tx,
  source: ContractSource,
  periods: readonly BillingPeriod[],
  timeZone: string,
): Promise<LateUsage[]> {
  const windows = toUsageWindows(periods, timeZone).filter(({ closes }) => closes !== null);
  if (windows.length === 0) return [];
  const rows = await tx.execute<{ place: number; records: number; quantity: string }>(sql`
    select w.place, count(*)::integer as records, sum(e.quantity)::text as quantity
    from ${windowTable(windows)}
    join ${EVENTS} on ${isOfMeter(source)} and ${IS_WITHIN} and not ${IS_TAKEN}
    group by w.place order by w.place`);
  return rows.flatMap(({ place, records, quantity }) => {
    const period = periods[place];
    return period === undefined ? [] : [{ ...period, records, quantity: new Big(quantity) }];
  });
}
