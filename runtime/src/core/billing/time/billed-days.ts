import { addDays, compareDates } from '../../civil-date.ts';
import type { BookedCharge } from '../charge.ts';
import { type PlanRevision, revisionOn } from '../plan-revisions.ts';
import { periodOn } from './period-on.ts';

/** What of a contract's hours and expenses is billed: each key with its day, and all the days. */
export type BilledDays = { byKey: ReadonlyMap<string, string>; days: ReadonlySet<string> };

/** Reads it from what is on issued invoices. */
export function billedDays(booked: readonly BookedCharge[]): BilledDays {
  const byKey = new Map(booked.map(({ key, invoiceOn }) => [key, invoiceOn]));
  return { byKey, days: new Set(byKey.values()) };
}

/** The day after the billing period of a day, or after the contract's end. */
export function invoiceDayOf(
  revisions: readonly PlanRevision<'time_and_materials'>[],
  revision: PlanRevision<'time_and_materials'>,
  { day, endsOn }: { day: string; endsOn: string | undefined },
): string {
  const { to } = periodOn(revisions, revision, day);
  return addDays(endsOn !== undefined && compareDates(endsOn, to) < 0 ? endsOn : to, 1);
}

/**
 * The day on which something of a period is billed: the period's own while nothing of it is billed, else that of the first
 * period after it of which nothing is. After the contract's end there is none, and it is due by itself. No day is
 * taken from the day of the run.
 */
export function openDay(
  revisions: readonly PlanRevision<'time_and_materials'>[],
  { day, endsOn, billed }: { day: string; endsOn: string | undefined; billed: BilledDays },
): string {
  let open = day;
  while (billed.days.has(open)) {
    const revision = revisionOn(revisions, open);
    if (revision === undefined || (endsOn !== undefined && compareDates(open, endsOn) > 0)) return open;
    open = invoiceDayOf(revisions, revision, { day: open, endsOn });
  }
  return open;
}
