import { z } from 'zod';
import type { DueStatus } from './due-status.ts';

/** A level of lateness that an entity gives a name, from so many days past the due date. */
export const OverdueLevel = z.strictObject({
  name: z.string().trim().min(1).max(60),
  days: z.int().min(1).max(3650),
});
export type OverdueLevel = z.infer<typeof OverdueLevel>;

/**
 * The name of the most severe level that holds, by the days that an invoice is late; null below all of them. It depends
 * on nothing but the day and what is owed, so that a payment clears it at once.
 */
export function overdueLevel(due: DueStatus, levels: readonly OverdueLevel[]): string | null {
  let reached: OverdueLevel | null = null;
  for (const level of levels) {
    if (due.daysOverdue >= level.days && level.days >= (reached?.days ?? 0)) reached = level;
  }
  return due.status === 'overdue' ? (reached?.name ?? null) : null;
}
