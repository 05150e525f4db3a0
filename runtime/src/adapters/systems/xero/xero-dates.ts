import { fail, ok, type Result } from '../../../core/result.ts';

const LEGACY = /^\/Date\((-?[0-9]{1,15})(?:([+-])([0-9]{2})([0-9]{2}))?\)\/$/;

/** The last moment of the year 9999, beyond which a date has no four-digit year. */
const INSTANT_MAX_MS = 253_402_300_799_999;

/**
 * The calendar date `YYYY-MM-DD` that Xero's legacy form `/Date(ms+hhmm)/` stands for. Milliseconds are UTC and the
 * offset says in which zone the day is meant, so the machine's own zone plays no part.
 */
export function legacyToDate(text: string): Result<string> {
  const [, millis, sign, hours = '0', minutes = '0'] = LEGACY.exec(text) ?? [];
  if (millis === undefined) return fail('is no date of the form /Date(ms+0000)/');
  const offsetMinutes = Number.parseInt(hours, 10) * 60 + Number.parseInt(minutes, 10);
  const atMs = Number.parseInt(millis, 10) + (sign === '-' ? -offsetMinutes : offsetMinutes) * 60_000;
  return isoOf(atMs, 10);
}

/** The instant of Xero's legacy form as ISO 8601 with milliseconds and Z; its offset does not move an instant. */
export function legacyToInstant(text: string): Result<string> {
  const millis = LEGACY.exec(text)?.[1];
  if (millis === undefined) return fail('is no instant of the form /Date(ms+0000)/');
  return isoOf(Number.parseInt(millis, 10));
}

function isoOf(atMs: number, length?: number): Result<string> {
  // Year 0 is where ISO 8601 begins to need a sign.
  if (atMs > INSTANT_MAX_MS || atMs < -62_167_219_200_000) return fail('is no date of a four-digit year');
  return ok(new Date(atMs).toISOString().slice(0, length));
}
