import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  compareDates,
  daysBetween,
  daysInMonth,
  isCivilDate,
  todayIn,
  withDay,
} from '../../../runtime/src/core/civil-date.ts';

test('days are added over the ends of months, years and leap Februaries', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
  expect(addDays('2000-02-28', 1)).toBe('2000-02-29');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});

test('months are added on the same day, or on the last day where the month is shorter', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2027-12-31', 2)).toBe('2028-02-29');
  expect(addMonths('2026-11-20', 2)).toBe('2027-01-20');
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  expect(addMonths('2026-05-31', -12)).toBe('2025-05-31');
});

test('a day is set, or the last one where the month is shorter', () => {
  expect(withDay('2026-02-10', 31)).toBe('2026-02-28');
  expect(withDay('2026-02-10', 1)).toBe('2026-02-01');
  expect(() => withDay('2026-02-10', 32)).toThrow('assertion');
});

test('February has 29 days in leap years of the Gregorian calendar only', () => {
  expect([2026, 2028, 2100, 2000].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
  expect(() => daysInMonth(2026, 13)).toThrow('assertion');
});

test('dates compare as calendar dates', () => {
  expect(compareDates('2026-09-30', '2026-10-01')).toBe(-1);
  expect(compareDates('2026-10-01', '2026-10-01')).toBe(0);
  expect(compareDates('2027-01-01', '2026-12-31')).toBe(1);
  expect(daysBetween('2026-11-20', '2026-12-20')).toBe(30);
  expect(daysBetween('2026-12-20', '2026-11-20')).toBe(-30);
});

test.each([
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-1-1',
  '26-01-01',
  '2026-01-01T00:00',
  '',
])('%j is no calendar date', (text) => {
  expect(isCivilDate(text)).toBe(false);
  expect(() => addDays(text, 1)).toThrow('assertion');
});

test('today is the day in the zone, whatever the day elsewhere', () => {
  const instant = new Date('2026-11-24T15:30:00Z');
  expect(todayIn('Asia/Tokyo', instant)).toBe('2026-11-25');
  expect(todayIn('UTC', instant)).toBe('2026-11-24');
  expect(todayIn('America/Los_Angeles', new Date('2026-01-01T07:59:59Z'))).toBe('2025-12-31');
  expect(todayIn('America/Los_Angeles', new Date('2026-01-01T08:00:00Z'))).toBe('2026-01-01');
  expect(todayIn('Pacific/Kiritimati', new Date('2026-12-31T10:00:00Z'))).toBe('2027-01-01');
});

test('an unknown zone is refused', () => {
  expect(() => todayIn('Mars/Olympus', new Date(0))).toThrow(RangeError);
});
