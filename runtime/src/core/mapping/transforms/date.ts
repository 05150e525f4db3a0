import { z } from 'zod';
import { DateText } from '../../invoice/document.ts';
import { fail, ok, type Result } from '../../result.ts';
import { defineTransform, onText, type Transform } from './transform.ts';

/** 12 or 13 digits are 1973 to 2286; fewer would take a spelling such as 20261124 for an instant. */
const EPOCH_MS = /^[0-9]{12,13}$/;
/** Without an offset the day would depend on who reads it. */
const INSTANT =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})$/;

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
        const instant = EPOCH_MS.test(text)
          ? new Date(Number(text))
          : INSTANT.test(text) && DateText.safeParse(text.slice(0, 10)).success
            ? new Date(text)
            : undefined;
        if (instant === undefined || Number.isNaN(instant.getTime())) {
          return fail('is no date, ISO instant with offset, or epoch milliseconds');
        }
        return ok(dayOf(instant, format.value));
      }),
    );
  },
);
