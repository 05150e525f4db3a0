import type { Interval } from '../../canonical/contract-subscription.ts';
import { addDays, addMonths, compareDates, daysBetween, withDay } from '../../civil-date.ts';

/** Where periods begin: counted from one anchor, so that a short month never moves the ones after it. */
export type PeriodGrid = {
  /** The first day that is billed by it. */
  start: string;
  interval: Interval;
  /** Day of the month, the last one of a shorter month; periods of days and weeks begin on the start itself. */
  anchorDay: number;
};

/**
 * First day of the period of an index. Period 0 begins on the first anchor day on or after the start; where that is later
 * than the start, the days before it belong to period -1, a leading stub.
 */
export function periodStart(grid: PeriodGrid, index: number): string {
  const { unit, count } = grid.interval;
  if (unit === 'day' || unit === 'week') {
    return addDays(grid.start, index * count * (unit === 'week' ? 7 : 1));
  }
  const months = index * count * (unit === 'year' ? 12 : 1) + (isAnchorPast(grid) ? 1 : 0);
  return withDay(addMonths(withDay(grid.start, 1), months), grid.anchorDay);
}

/** Index of the period that a day is in; the day is not before the grid's start. */
export function periodIndexOn(grid: PeriodGrid, day: string): number {
  const { unit, count } = grid.interval;
  if (unit === 'day' || unit === 'week') {
    return Math.floor(daysBetween(grid.start, day) / (count * (unit === 'week' ? 7 : 1)));
  }
  const months = monthNumber(day) - monthNumber(grid.start) - (isAnchorPast(grid) ? 1 : 0);
  const index = Math.floor(months / (count * (unit === 'year' ? 12 : 1)));
  return compareDates(periodStart(grid, index), day) > 0 ? index - 1 : index;
}

const isAnchorPast = (grid: PeriodGrid): boolean =>
  compareDates(withDay(grid.start, grid.anchorDay), grid.start) < 0;

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
