import { z } from 'zod';
import { DateText } from '../../invoice/document.ts';
import { fail, ok } from '../../result.ts';
import { defineTransform, onText, type Transform } from './transform.ts';
import { InstantForm, readZone, writeInstant, ZoneName } from './write-instant.ts';

/** Milliseconds are UTC; the offset only says where the writer stood, so it changes nothing. */
const MS_DATE = /^\/Date\((-?[0-9]{1,15})(?:[+-][0-9]{4})?\)\/$/;

/**
 * A date or an instant of Microsoft's JSON form, which Xero and Dynamics send: `/Date(1730000000000+0000)/`.
 * As a date it is the day in `zone`, UTC unless said; what is a date already stays as it is, since Xero gives both.
 */
export const msDate: Transform = defineTransform(
  z.strictObject({ zone: ZoneName.default('UTC'), as: InstantForm.default('date') }),
  ({ zone, as }) => {
    const known = readZone(zone);
    if (!known.ok) return known;
    return ok(
      onText((raw) => {
        const text = raw.trim();
        if (as === 'date' && DateText.safeParse(text).success) return ok(text);
        const [, atMs] = MS_DATE.exec(text) ?? [];
        return atMs === undefined
          ? fail('is no date of the form /Date(ms+0000)/')
          : writeInstant(Number(atMs), as, known.value);
      }),
    );
  },
);
