import { addDays } from '../civil-date.ts';

/** Dates that follow each other by so many days, counted from a first day that is not among them. */
export function datesByGaps(from: string, gapsDays: readonly number[]): string[] {
  const dates: string[] = [];
  for (const gapDays of gapsDays) dates.push(addDays(dates.at(-1) ?? from, gapDays));
  return dates;
}
