import { assert } from '../../assert.ts';
import { addDays, isCivilDate } from '../../civil-date.ts';
import type { Period } from '../../invoice/document.ts';
import type { UsageWindow } from './usage-record.ts';

const DAY_MS = 86_400_000;

/**
 * The instants of a period of days in the entity's zone: from the first instant of its first day up to, not including, the
 * first one after its last. Periods that follow each other leave no instant out and share none, also where clocks
 * change. Unknown zones are a RangeError. SQL gets both as parameters: its own `at time zone` takes the later of two
 * midnights.
 */
export const usageWindow = (period: Period, timeZone: string): UsageWindow => ({
  from: startOfDay(period.from, timeZone),
  to: startOfDay(addDays(period.to, 1), timeZone),
});

/** The first instant of a day in a zone; of a day that the zone left out, the first one after it. */
export function startOfDay(date: string, timeZone: string): Date {
  assert(isCivilDate(date), 'a date is YYYY-MM-DD and exists');
  const wallMs = Date.parse(`${date}T00:00:00Z`);
  const wallAt = wallClock(timeZone);
  const isStart = (ms: number) => wallAt(ms) >= wallMs && wallAt(ms - 1) < wallMs;
  // Midnight by the offset of about that time is right in all but the few nights in which clocks change.
  const guess = wallMs - (wallAt(wallMs) - wallMs);
  const better = wallMs - (wallAt(guess) - guess);
  if (isStart(better)) return new Date(better);
  let before = wallMs - 2 * DAY_MS;
  let after = wallMs + 2 * DAY_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallAt(middle) < wallMs) before = middle;
    else after = middle;
  }
  return new Date(after);
}

type WallClock = (ms: number) => number;

/** Making a format costs a hundred times what using it does; there are no more of them than zones. */
const CLOCKS = new Map<string, WallClock>();

/** Tells the wall clock of a zone at an instant, as if it were UTC, in milliseconds. */
function wallClock(timeZone: string): WallClock {
  const known = CLOCKS.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const clock: WallClock = (ms) => {
    const parts = new Map(format.formatToParts(ms).map((part) => [part.type, Number(part.value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN;
    const seconds = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    return seconds + (((ms % 1000) + 1000) % 1000);
  };
  CLOCKS.set(timeZone, clock);
  return clock;
}
