import { assert } from './assert.ts';

type Civil = { year: number; month: number; day: number };

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Days in 400 Gregorian years, after which the calendar repeats. */
const ERA_DAYS = 146_097;

/** Days of a month, 28 to 31; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  const days = MONTH_DAYS[month - 1];
  assert(days !== undefined, 'a month is 1 to 12');
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : days;
}

/** Billing reads dates by the million, and digit by digit costs a fifth of what a pattern with groups does. */
function parse(text: string): Civil | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  // What is no digit makes its number NaN, which is neither of these.
  const exists = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? { year, month, day } : undefined;
}

const twoDigits = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1);

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}

/** True for a calendar date `YYYY-MM-DD` that exists. */
export const isCivilDate = (text: string): boolean => parse(text) !== undefined;

function read(date: string): Civil {
  const civil = parse(date);
  assert(civil !== undefined, 'a date is YYYY-MM-DD and exists');
  return civil;
}

function write({ year, month, day }: Civil): string {
  assert(year >= 0 && year <= 9999, 'a year has four digits');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** Day number from 0000-03-01; years begin in March so that the leap day is the last (H. Hinnant, days_from_civil). */
function toDayNumber({ year, month, day }: Civil): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    era * ERA_DAYS + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  );
}

function fromDayNumber(dayNumber: number): Civil {
  const era = Math.floor(dayNumber / ERA_DAYS);
  const dayOfEra = dayNumber - era * ERA_DAYS;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / (ERA_DAYS - 1));
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** The date a number of days later, earlier when negative. */
export function addDays(date: string, days: number): string {
  assert(Number.isSafeInteger(days), 'days are a whole number');
  return write(fromDayNumber(toDayNumber(read(date)) + days));
}

/** The same day a number of months later, or the month's last day where it is shorter. */
export function addMonths(date: string, months: number): string {
  assert(Number.isSafeInteger(months), 'months are a whole number');
  const { year, month, day } = read(date);
  const total = year * 12 + month - 1 + months;
  const target = { year: Math.floor(total / 12), month: (((total % 12) + 12) % 12) + 1 };
  return write({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) });
}

/** The date with another day of the same month, or the month's last day where it is shorter. */
export function withDay(date: string, day: number): string {
  assert(Number.isSafeInteger(day) && day >= 1 && day <= 31, 'a day is 1 to 31');
  const { year, month } = read(date);
  return write({ year, month, day: Math.min(day, daysInMonth(year, month)) });
}

/** Days from the first date to the second, negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return toDayNumber(read(to)) - toDayNumber(read(from));
}

/** -1, 0 or 1 as the first date is earlier, the same or later. */
export function compareDates(left: string, right: string): -1 | 0 | 1 {
  assert(isCivilDate(left) && isCivilDate(right), 'a date is YYYY-MM-DD and exists');
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** How the calendar of a zone is read; making one costs more than reading a thousand dates by it. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone);
  if (known !== undefined) return known;
  const calendar = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  // Zones are few: what is no zone was refused by the line above.
  calendars.set(timeZone, calendar);
  return calendar;
}

/** The calendar date of an instant in an IANA zone; a RangeError when the zone is unknown. */
export function todayIn(timeZone: string, instant: Date): string {
  const parts = new Map(
    calendarOf(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  );
  return write({
    year: parts.get('year') ?? -1,
    month: parts.get('month') ?? -1,
    day: parts.get('day') ?? -1,
  });
}

/** The hour of an instant in an IANA zone, 0 to 23; a RangeError when the zone is unknown. */
export function hourIn(timeZone: string, instant: Date): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' });
  return Number(format.format(instant));
}
