import type { Texts } from '../texts/en.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** How long ago something was, in the largest unit that fits: minutes, hours or days. */
export function ageText(since: Date, now: Date, texts: Texts['age']): string {
  const hours = Math.max(0, now.getTime() - since.getTime()) / HOUR_MS;
  if (hours < 1) return texts.minutes(String(Math.floor(hours * 60)));
  return hours < DAY_HOURS
    ? texts.hours(String(Math.floor(hours)))
    : texts.days(String(Math.floor(hours / DAY_HOURS)));
}
