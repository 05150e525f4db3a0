import Big from 'big.js';
import { sql } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import type { BillingPeriod } from '../../core/billing/subscription/billing-periods.ts';
import type { UsageTotal } from '../../core/billing/usage/usage-record.ts';
import type { Aggregation } from '../../core/canonical/contract-subscription.ts';
import { decimalToRatio } from '../../core/money/decimal-to-ratio.ts';
import type { Tx } from '../../db/open-database.ts';
import type { ContractSource } from './load-contract.ts';
import {
  EVENTS,
  IS_TAKEN,
  IS_WITHIN,
  isOfMeter,
  toUsageWindows,
  type UsageWindowRow,
  windowTable,
} from './usage-windows.ts';

/** What each aggregation is in SQL, over the events of one window; see core/billing/usage/accumulators. */
const UNITS: Record<Aggregation, string> = {
  sum: 'coalesce(sum(e.quantity), 0)',
  max: 'coalesce(max(e.quantity), 0)',
  unique: 'count(distinct e.unique_key)',
  latest: `coalesce((array_agg(e.quantity
    order by date_trunc('milliseconds', e.occurred_at) desc, e.quantity desc))[1], 0)`,
  weighted: `coalesce(sum(e.quantity * extract(epoch from w."to" - date_trunc('second', e.occurred_at))), 0)`,
};

/**
 * What the usage of periods comes to, in the order given, but for what came too late. It is added up in the database, so
 * that a million records of a meter are one index scan. Days are the entity's.
 */
export async function loadUsage(
  tx: Tx,
  source: ContractSource,
  periods: readonly BillingPeriod[],
  timeZone: string,
): Promise<UsageTotal[]> {
  const totals: UsageTotal[] = [];
  const windows = toUsageWindows(periods, timeZone);
  const aggregationOf = ({ place }: UsageWindowRow): Aggregation => periods[place]?.item.aggregation ?? 'sum';
  for (const [aggregation, group] of Map.groupBy(windows, aggregationOf)) {
    for (const { place, total } of await aggregate(tx, source, aggregation, group)) totals[place] = total;
  }
  return totals;
}

async function aggregate(
  tx: Tx,
  source: ContractSource,
  aggregation: Aggregation,
  windows: readonly UsageWindowRow[],
): Promise<{ place: number; total: UsageTotal }[]> {
  const isWeighted = aggregation === 'weighted';
  // Where all is taken it is not asked: the index alone answers then.
  const isTaken = windows.every(({ closes }) => closes === null) ? sql`true` : IS_TAKEN;
  const isCounted = sql`${isOfMeter(source)} and ${isTaken}`;
  const opening = sql`(select coalesce(sum(e.quantity), 0) from ${EVENTS}
    where ${isCounted} and e.occurred_at < w."from")`;
  const rows = await tx.execute<Row>(sql`
    select w.place, count(e.id)::text as events, (${sql.raw(UNITS[aggregation])})::text as units,
      count(e.id) filter (where e.unique_key is null)::text as keyless,
      ${isWeighted ? opening : sql`0`}::text as opening
    from ${windowTable(windows)}
    left join ${EVENTS} on ${isCounted} and ${IS_WITHIN}
    group by w.place, w.meter, w."from", w."to", w.closes`);
  return rows.map((row) => {
    const window = windows.find(({ place }) => place === row.place);
    assert(window !== undefined, 'a row is of a window');
    const units = isWeighted ? averageLevel(row, window) : decimalToRatio(new Big(row.units));
    const withoutKey = aggregation === 'unique' ? Number(row.keyless) : 0;
    return { place: row.place, total: { units, events: Number(row.events), withoutKey } };
  });
}

type Row = { place: number; events: string; units: string; keyless: string; opening: string };

/** Units times seconds over the window's seconds; the level at its first instant counts for all of it. */
function averageLevel({ units, opening }: Row, { from, to }: UsageWindowRow): UsageTotal['units'] {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  const levelSeconds = decimalToRatio(new Big(units).plus(new Big(opening).times(seconds)));
  return { numerator: levelSeconds.numerator, denominator: levelSeconds.denominator * BigInt(seconds) };
}
