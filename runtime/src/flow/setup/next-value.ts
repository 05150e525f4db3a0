import { eq } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import { parseNumberPattern } from '../../core/invoice/number-pattern.ts';
import type { Tx } from '../../db/open-database.ts';
import { numberCounters } from '../../db/schema/index.ts';
import { type SeriesRow, WHOLE_SERIES } from '../issue/find-series.ts';

/** What the entity's counter of a series says next on a day. */
export async function nextValue(tx: Tx, series: SeriesRow, today: string): Promise<bigint> {
  const pattern = parseNumberPattern(series.pattern);
  assert(pattern.ok, 'the pattern of a series was read when it was made');
  const counters = await tx.select().from(numberCounters).where(eq(numberCounters.seriesId, series.id));
  if (counters.length === 0) return series.firstValue;
  const period = pattern.value.isPerCustomer ? WHOLE_SERIES : pattern.value.periodKey(today);
  const current = counters.find(({ periodKey }) => periodKey === period);
  return current === undefined ? 1n : current.lastValue + 1n;
}
