import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type PeriodGrid,
  periodIndexOn,
  periodStart,
} from '../../../../runtime/src/core/billing/subscription/period-grid.ts';
import type { Interval } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import { addDays, compareDates, daysInMonth } from '../../../../runtime/src/core/civil-date.ts';

const gridOf = (start: string, interval: Interval, anchorDay = Number(start.slice(8))): PeriodGrid => ({
  start,
  interval,
  anchorDay,
});

const startsOf = (grid: PeriodGrid, ...indexes: number[]) => indexes.map((index) => periodStart(grid, index));

test('months from 31 January end with the shorter month and come back to the 31st', () => {
  expect(startsOf(gridOf('2026-01-31', { unit: 'month', count: 1 }), 0, 1, 2, 3, 4)).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
  ]);
  expect(periodStart(gridOf('2028-01-31', { unit: 'month', count: 1 }), 1)).toBe('2028-02-29');
});

test('years from 29 February fall on the 28th and come back to the 29th', () => {
  expect(startsOf(gridOf('2024-02-29', { unit: 'year', count: 1 }), 0, 1, 2, 4)).toEqual([
    '2024-02-29',
    '2025-02-28',
    '2026-02-28',
    '2028-02-29',
  ]);
});

test.each<[Interval, string]>([
  [{ unit: 'day', count: 10 }, '2026-01-25'],
  [{ unit: 'week', count: 2 }, '2026-01-29'],
  [{ unit: 'month', count: 3 }, '2026-04-15'],
  [{ unit: 'year', count: 2 }, '2028-01-15'],
])('the second period of %o from 15 January begins on %s', (interval, second) => {
  expect(periodStart(gridOf('2026-01-15', interval), 1)).toBe(second);
});

test('an anchor day after the start makes a leading stub up to it, before the start up to the next month', () => {
  const quarter: Interval = { unit: 'month', count: 3 };
  expect(startsOf(gridOf('2026-01-10', quarter, 20), -1, 0, 1)).toEqual([
    '2025-10-20',
    '2026-01-20',
    '2026-04-20',
  ]);
  expect(startsOf(gridOf('2026-01-10', quarter, 1), -1, 0, 1)).toEqual([
    '2025-11-01',
    '2026-02-01',
    '2026-05-01',
  ]);
});

describe('whatever the start, the interval and the anchor', () => {
  const dates = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days));
  const grids = fc.record({
    start: dates,
    interval: fc.record({
      unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const),
      count: fc.integer({ min: 1, max: 24 }),
    }),
    anchorDay: fc.integer({ min: 1, max: 31 }),
  });

  test('a day is in the period of its index', () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: 0, max: 20_000 }), (grid, days) => {
        const day = addDays(grid.start, days);
        const index = periodIndexOn(grid, day);
        expect(index).toBeGreaterThanOrEqual(-1);
        expect(compareDates(periodStart(grid, index), day)).not.toBe(1);
        expect(compareDates(day, periodStart(grid, index + 1))).toBe(-1);
      }),
    );
  });

  test('a month begins on the anchor day or, where it is shorter, on its last day: the anchor never drifts', () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: 0, max: 60 }), (grid, index) => {
        const months = { ...grid, interval: { unit: 'month' as const, count: grid.interval.count } };
        const [year = 0, month = 0, day] = periodStart(months, index).split('-').map(Number);
        expect(day).toBe(Math.min(grid.anchorDay, daysInMonth(year, month)));
      }),
    );
  });
});
