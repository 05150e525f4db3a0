import { z } from 'zod';
import { todayIn } from '../../civil-date.ts';
import { fail, ok, type Result } from '../../result.ts';

/** An IANA zone such as Asia/Tokyo. */
export const ZoneName = z.string().min(1).max(60);

/** What a point in time becomes: the calendar date in a zone, or an ISO instant in UTC. */
export const InstantForm = z.enum(['date', 'instant']);
export type InstantForm = z.infer<typeof InstantForm>;

/** A day inside the years that a date of four digits can have, in every zone. */
const FIRST_MS = Date.parse('0001-01-02T00:00:00Z');
const LAST_MS = Date.parse('9999-12-30T00:00:00Z');

/** The one name of a zone that may be spelt in several ways; fails for what is none. */
export function readZone(zone: string): Result<string> {
  try {
    return ok(new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone);
  } catch {
    return fail(`zone ${zone.slice(0, 60)} is unknown`);
  }
}

/** Writes milliseconds since 1970 in a form; the zone must be one. Refuses what lies outside the years 1 to 9999. */
export function writeInstant(atMs: number, form: InstantForm, zone: string): Result<string> {
  if (!(atMs >= FIRST_MS && atMs <= LAST_MS)) return fail('lies outside the years 1 to 9999');
  const instant = new Date(atMs);
  return ok(form === 'instant' ? instant.toISOString() : todayIn(zone, instant));
}
