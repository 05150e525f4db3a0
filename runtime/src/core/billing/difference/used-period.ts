import { addDays } from '../../civil-date.ts';
import type { Period } from '../../invoice/document.ts';
import type { Charge } from '../charge.ts';

/** The days of a charge that are paid for, both included; null where it is for no days. What is not used is its end. */
export function usedPeriod({ period, unused }: Charge): Period | null {
  if (period === null || unused === null) return period;
  return { from: period.from, to: addDays(unused.period.from, -1) };
}
