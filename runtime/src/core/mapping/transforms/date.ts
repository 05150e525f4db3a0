import { z } from 'zod';
import { isCivilDate, todayIn } from '../../civil-date.ts';
import { fail, ok, type Result } from '../../result.ts';
import { readInstant } from './read-instant.ts';
import { defineTransform, onText, type Transform } from './transform.ts';
import { readZone, ZoneName } from './write-instant.ts';

/**
 * A calendar date: a date stays as it is, an ISO instant or epoch milliseconds becomes the day in `zone`
 * (an IANA name, UTC unless said).
 */
export const date: Transform = defineTransform(
  z.strictObject({ zone: ZoneName.default('UTC') }),
  ({ zone }) => {
    const known = readZone(zone);
    if (!known.ok) return known;
    return ok(onText((text) => readDate(text, known.value)));
  },
);

/** The date that a text is, or the day in a zone, which must be one, of the instant that it is. */
export function readDate(raw: string, zone: string): Result<string> {
  const text = raw.trim();
  if (isCivilDate(text)) return ok(text);
  const instant = readInstant(text);
  if (instant === undefined) return fail('is no date, ISO instant with offset, or epoch milliseconds');
  return ok(todayIn(zone, instant));
}
