import { z } from 'zod';
import { DateText } from '../../invoice/document.ts';
import { fail, ok, type Result } from '../../result.ts';
import { readInstant } from './read-instant.ts';
import { defineTransform, onText, type Transform } from './transform.ts';

/** The calendar day of an instant in the formatter's zone, as YYYY-MM-DD. */
function dayOf(instant: Date, format: Intl.DateTimeFormat): string {
  const parts = new Map(format.formatToParts(instant).map((part) => [part.type, part.value]));
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

function createFormat(zone: string): Result<Intl.DateTimeFormat> {
  try {
    return ok(
      new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      }),
    );
  } catch {
    return fail(`zone ${zone} is unknown`);
  }
}

/**
 * A calendar date: a date stays as it is, an ISO instant or epoch milliseconds becomes the day in `zone`
 * (an IANA name, UTC unless said).
 */
export const date: Transform = defineTransform(
  z.strictObject({ zone: z.string().min(1).max(60).default('UTC') }),
  ({ zone }) => {
    const format = createFormat(zone);
    if (!format.ok) return format;
    return ok(
      onText((raw) => {
        const text = raw.trim();
        if (DateText.safeParse(text).success) return ok(text);
        const instant = readInstant(text);
        if (instant === undefined) return fail('is no date, ISO instant with offset, or epoch milliseconds');
        return ok(dayOf(instant, format.value));
      }),
    );
  },
);
