import { addDays as civilDaysLater, daysBetween, isCivilDate } from '../../civil-date.ts';
import { fail, ok, type Result } from '../../result.ts';
import { readDate } from '../transforms/date.ts';
import { readAmount } from '../transforms/money.ts';
import { numberMarksOf } from '../transforms/number-marks.ts';
import { createDecimalReader, type DecimalReader } from '../transforms/read-decimal-text.ts';
import { readZone } from '../transforms/write-instant.ts';

/** Locales that mappings name are few; a record that brings its own in ever new spellings starts over. */
const READERS_MAX = 100;
const readers = new Map<string, DecimalReader>();

function readerOf(locale: string): Result<DecimalReader> {
  const known = readers.get(locale);
  if (known !== undefined) return ok(known);
  const marks = numberMarksOf(locale);
  if (!marks.ok) return marks;
  if (readers.size >= READERS_MAX) readers.clear();
  const reader = createDecimalReader(marks.value);
  readers.set(locale, reader);
  return ok(reader);
}

/** Decimal text of an amount or a number as people of a locale write it: `(1,234.50)`, `１２，０００円`, `1.234,50 €`. */
export function decimal(text: string, locale = 'en'): Result<string> {
  const reader = readerOf(locale);
  if (!reader.ok) return reader;
  const amount = readAmount(text, reader.value, undefined);
  return amount.ok ? amount : fail(`"${text.slice(0, 40)}" ${amount.reason}`);
}

/** The calendar date that a text is, or the day in a zone of the ISO instant or epoch milliseconds that it is. */
export function date(text: string, zone = 'UTC'): Result<string> {
  const known = readZone(zone);
  if (!known.ok) return known;
  const read = readDate(text, known.value);
  return read.ok ? read : fail(`"${text.slice(0, 40)}" ${read.reason}`);
}

/** The date a number of days later, earlier when negative. Refuses what is no date, before or after. */
export function addDays(text: string, days: number): Result<string> {
  if (!isCivilDate(text)) return fail(`"${text.slice(0, 40)}" is no date YYYY-MM-DD`);
  const last = daysBetween(text, days < 0 ? '0000-01-01' : '9999-12-31');
  if (!Number.isInteger(days) || Math.abs(days) > Math.abs(last))
    return fail(`has no date ${days} days from it`);
  return ok(civilDaysLater(text, days));
}
