import { z } from 'zod';
import { todayIn } from '../../civil-date.ts';
import { DateText } from '../../invoice/document.ts';
import { fail, ok } from '../../result.ts';
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
    return ok(
      onText((raw) => {
        const text = raw.trim();
        if (DateText.safeParse(text).success) return ok(text);
        const instant = readInstant(text);
        if (instant === undefined) return fail('is no date, ISO instant with offset, or epoch milliseconds');
        return ok(todayIn(zone, instant));
      }),
    );
  },
);
