import { assert } from '../assert.ts';
import { daysBetween } from '../civil-date.ts';

/** Age of a receivable past its due date, in days. */
export type OverdueBucket = '1-30' | '31-60' | '61-90' | 'over_90';

/** Whether money is due on a date. `daysOverdue` is 0 and `bucket` null unless it is overdue. */
export type DueStatus = {
  status: 'not_due' | 'due' | 'overdue';
  daysOverdue: number;
  bucket: OverdueBucket | null;
};

/**
 * The due status on a date in the entity's zone: due on the day itself, overdue from the day after. Nothing is due
 * without a due date or once the balance is zero; a negative balance is an assertion.
 */
export function dueStatus(input: { dueDate: string | null; balanceMinor: bigint; asOf: string }): DueStatus {
  assert(input.balanceMinor >= 0n, 'a balance is not negative');
  const notDue = { status: 'not_due', daysOverdue: 0, bucket: null } as const;
  if (input.dueDate === null || input.balanceMinor === 0n) return notDue;
  const days = daysBetween(input.dueDate, input.asOf);
  if (days < 0) return notDue;
  if (days === 0) return { status: 'due', daysOverdue: 0, bucket: null };
  return { status: 'overdue', daysOverdue: days, bucket: bucketOf(days) };
}

function bucketOf(days: number): OverdueBucket {
  if (days <= 30) return '1-30';
  if (days <= 60) return '31-60';
  return days <= 90 ? '61-90' : 'over_90';
}
