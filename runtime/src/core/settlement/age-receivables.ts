import { type DueStatus, dueStatus, type OverdueBucket } from './due-status.ts';

/** Money that is owed with one due date, in minor units. */
export type Receivable = { dueDate: string; balanceMinor: bigint; isDisputed: boolean };

/** Receivables by their age, in minor units; `disputedMinor` is within them and not beside. */
export type Aged = {
  notDueMinor: bigint;
  overdueMinor: Record<OverdueBucket, bigint>;
  totalMinor: bigint;
  disputedMinor: bigint;
  /** Of what is due longest. */
  oldest: DueStatus;
};

/** Sums receivables of one currency by their age on a day; what is due on the day itself is not late. */
export function ageReceivables(receivables: readonly Receivable[], asOf: string): Aged {
  const aged: Aged = {
    notDueMinor: 0n,
    overdueMinor: { '1-30': 0n, '31-60': 0n, '61-90': 0n, over_90: 0n },
    totalMinor: 0n,
    disputedMinor: 0n,
    oldest: { status: 'not_due', daysOverdue: 0, bucket: null },
  };
  for (const { dueDate, balanceMinor, isDisputed } of receivables) {
    const due = dueStatus({ dueDate, balanceMinor, asOf });
    if (due.bucket === null) aged.notDueMinor += balanceMinor;
    else aged.overdueMinor[due.bucket] += balanceMinor;
    aged.totalMinor += balanceMinor;
    if (isDisputed) aged.disputedMinor += balanceMinor;
    if (due.daysOverdue > aged.oldest.daysOverdue) aged.oldest = due;
  }
  return aged;
}
