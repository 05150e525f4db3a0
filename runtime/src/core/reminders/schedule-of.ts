import { addDays, daysBetween } from '../civil-date.ts';
import { datesByGaps } from './dates-by-gaps.ts';
import type { ReminderPolicy, Tone } from './reminder-policy.ts';

/** A day on which something is asked for, as a date and as days after the due date. */
export type ScheduledStep = { on: string; days: number; tone: Tone };

/** The days on which a policy asks for what is due on a date: its steps, then the repeats of the last of them. */
export function scheduleOf(policy: ReminderPolicy, dueDate: string): ScheduledStep[] {
  const steps = policy.steps.map(({ days, tone }) => ({ on: addDays(dueDate, days), days, tone }));
  const last = steps.at(-1);
  if (last === undefined) return [];
  const repeats = datesByGaps(last.on, policy.repeatGapsDays).map((on) => ({
    on,
    days: daysBetween(dueDate, on),
    tone: last.tone,
  }));
  return [...steps, ...repeats];
}
