import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  compareDates,
  daysBetween,
  daysInMonth,
} from '../../../runtime/src/core/civil-date.ts';

const MS_PER_DAY = 86_400_000;
/** 1601-01-01 to 2399-12-31: two whole cycles of the calendar. */
const dayNumbers = fc.integer({ min: -134_774, max: 157_053 });
const dateOf = (dayNumber: number) => new Date(dayNumber * MS_PER_DAY).toISOString().slice(0, 10);

test('adding days agrees with the platform, with no zone in between', () => {
  fc.assert(
    fc.property(dayNumbers, dayNumbers, (from, to) => {
      expect(addDays(dateOf(from), to - from)).toBe(dateOf(to));
      expect(daysBetween(dateOf(from), dateOf(to))).toBe(to - from);
    }),
  );
});

test('dates compare as their texts do', () => {
  fc.assert(
    fc.property(dayNumbers, dayNumbers, (one, other) => {
      const [left, right] = [dateOf(one), dateOf(other)];
      expect(compareDates(left, right)).toBe(left < right ? -1 : left > right ? 1 : 0);
    }),
  );
});

test('adding months lands in the month that is counted, on the day or on its last', () => {
  fc.assert(
    fc.property(dayNumbers, fc.integer({ min: -1200, max: 1200 }), (from, months) => {
      const date = dateOf(from);
      const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
      const [laterYear = 0, laterMonth = 0, laterDay = 0] = addMonths(date, months).split('-').map(Number);
      expect(laterYear * 12 + laterMonth - (year * 12 + month)).toBe(months);
      expect(laterDay).toBe(Math.min(day, daysInMonth(laterYear, laterMonth)));
    }),
  );
});
