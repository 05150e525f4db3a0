import { fail, ok, type Result } from '../../result.ts';

/** Clocks of one place moved by two hours at most, so a day before and after tells every offset near a time. */
const DAY_MS = 86_400_000;

/** Milliseconds since 1970 of what a zone's clocks show; `wallMs` is that time read as if it were UTC. */
export type WallClock = (wallMs: number) => Result<number>;

/**
 * The clocks of a zone. A time that they show twice is the earlier of both; one that they skip is refused.
 * Throws a RangeError for an unknown zone.
 */
export function createWallClock(zone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (atMs: number): number => {
    const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
    const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN;
    const shown = Date.UTC(
      get('year'),
      get('month') - 1,
      get('day'),
      get('hour'),
      get('minute'),
      get('second'),
    );
    return shown - Math.floor(atMs / 1000) * 1000;
  };
  return (wallMs) => {
    const candidates = [wallMs - offsetAt(wallMs - DAY_MS), wallMs - offsetAt(wallMs + DAY_MS)].sort(
      (left, right) => left - right,
    );
    const found = candidates.find((atMs) => atMs + offsetAt(atMs) === wallMs);
    return found === undefined ? fail(`is a time that the clocks of ${zone} skip`) : ok(found);
  };
}
