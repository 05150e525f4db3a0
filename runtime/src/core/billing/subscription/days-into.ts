import type { Interval, Proration } from '../../canonical/contract-subscription.ts';
import { daysBetween } from '../../civil-date.ts';

/** A whole period: its first day, the first day after it, and how long its interval is. */
export type WholePeriod = { start: string; end: string; interval: Interval };

/**
 * Days of a period that lie before a day of it, or before its end, as a proration basis counts them. Parts that follow
 * each other add up to the whole in every basis, since each is the difference of two of these.
 *
 * `fixed30` counts every month of a period as 30 days, the 31st as the 30th and what a short month lacks with its last
 * day (oracles PR-03, PR-04). `second` takes each day as 86,400 seconds, whatever the clocks do, so that it is `day`.
 */
export function daysInto(whole: WholePeriod, day: string, basis: Proration['basis']): number {
  const fixedDays = basis === 'fixed30' ? fixedDaysOf(whole.interval) : null;
  if (fixedDays === null) return daysBetween(whole.start, day);
  if (day === whole.end) return fixedDays;
  return Math.min(Math.max(day30(day) - day30(whole.start), 0), fixedDays);
}

/** Periods of days and weeks have no months to fix. */
function fixedDaysOf({ unit, count }: Interval): number | null {
  if (unit === 'day' || unit === 'week') return null;
  return count * (unit === 'year' ? 360 : 30);
}

const day30 = (day: string): number =>
  Number(day.slice(0, 4)) * 360 + Number(day.slice(5, 7)) * 30 + Math.min(Number(day.slice(8, 10)), 30);
