import { z } from 'zod';
import { isCivilDate } from '../../civil-date.ts';
import { fail, ok, type Result } from '../../result.ts';
import { readInstant } from './read-instant.ts';
import { defineTransform, normalizeText, onText, type Transform } from './transform.ts';
import { createWallClock, type WallClock } from './wall-clock.ts';
import { InstantForm, readZone, writeInstant, ZoneName } from './write-instant.ts';

const WALL =
  /^([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?$/;

/**
 * The calendar date, or the instant, of a time without an offset (`2026/10/29 22:15`, year first) that the
 * clocks of `zone` showed. The date is the day in `to`, the same zone unless said. A time with an offset
 * keeps its own.
 */
export const dateTime: Transform = defineTransform(
  z.strictObject({ zone: ZoneName, to: ZoneName.optional(), as: InstantForm.default('date') }),
  ({ zone, to = zone, as }) => {
    for (const name of [zone, to]) {
      const known = readZone(name);
      if (!known.ok) return known;
    }
    const clock = createWallClock(zone);
    return ok(
      onText((raw) => {
        const text = normalizeText(raw);
        const instant = readInstant(text);
        const atMs = instant === undefined ? readWall(text, clock) : ok(instant.getTime());
        return atMs.ok ? writeInstant(atMs.value, as, to) : atMs;
      }),
    );
  },
);

function readWall(text: string, clock: WallClock): Result<number> {
  const [, year, , month = '', day = '', hour = '', minute, second = '00', fraction = ''] =
    WALL.exec(text) ?? [];
  if (year === undefined) return fail('is no date with a time, year first');
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = `${hour.padStart(2, '0')}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  const wallMs = Date.parse(`${date}T${time}Z`);
  // What Date.parse would carry over, such as 31 April or 24:00, is no time that a clock shows.
  if (!isCivilDate(date) || Number(hour) > 23 || Number.isNaN(wallMs)) return fail('is no time that exists');
  return clock(wallMs);
}
