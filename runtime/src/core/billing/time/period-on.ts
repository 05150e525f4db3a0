import { assert } from '../../assert.ts';
import { addDays } from '../../civil-date.ts';
import type { Period } from '../../invoice/document.ts';
import type { PlanRevision } from '../plan-revisions.ts';
import { type PeriodGrid, periodIndexOn, periodStart } from '../subscription/period-grid.ts';

/**
 * The billing period that a day of a revision is in, both days included. Periods are counted from the first of the
 * revisions in a row that share their interval; a new interval begins on its revision's day.
 */
export function periodOn(
  revisions: readonly PlanRevision<'time_and_materials'>[],
  revision: PlanRevision<'time_and_materials'>,
  day: string,
): Period {
  const { unit, count } = revision.plan.interval;
  let start = revision.from;
  for (let index = revisions.indexOf(revision) - 1; index >= 0; index -= 1) {
    const earlier = revisions[index];
    assert(earlier !== undefined, 'an index before one of the list is in it');
    if (earlier.plan.interval.unit !== unit || earlier.plan.interval.count !== count) break;
    start = earlier.from;
  }
  const grid: PeriodGrid = { start, interval: { unit, count }, anchorDay: Number(start.slice(8, 10)) };
  const period = periodIndexOn(grid, day);
  return { from: periodStart(grid, period), to: addDays(periodStart(grid, period + 1), -1) };
}
