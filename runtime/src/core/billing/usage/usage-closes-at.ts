import type { UsageItem } from '../../canonical/contract-subscription.ts';
import { addDays } from '../../civil-date.ts';
import type { Period } from '../../invoice/document.ts';
import { startOfDay } from './usage-window.ts';

/**
 * The first instant at which usage of a period is not taken any more, by the days of the entity's zone (R-F1-4: late usage
 * within the window gives a delta line); null where it is taken however late it comes.
 */
export const usageClosesAt = (
  { lateDays }: Pick<UsageItem, 'lateDays'>,
  { to }: Period,
  timeZone: string,
): Date | null => (lateDays === undefined ? null : startOfDay(addDays(to, lateDays + 1), timeZone));
