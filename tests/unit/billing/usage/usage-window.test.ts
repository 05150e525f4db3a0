import { expect, test } from 'vitest';
import { startOfDay, usageWindow } from '../../../../runtime/src/core/billing/usage/usage-window.ts';
import { addDays, todayIn } from '../../../../runtime/src/core/civil-date.ts';

const at = (date: string, zone: string) => startOfDay(date, zone).toISOString();

test("a period begins and ends with the days of the entity's zone", () => {
  expect(usageWindow({ from: '2026-03-01', to: '2026-03-31' }, 'Asia/Tokyo')).toEqual({
    from: new Date('2026-02-28T15:00:00Z'),
    to: new Date('2026-03-31T15:00:00Z'),
  });
});

test('a month in which clocks change is an hour shorter or longer', () => {
  const hours = (from: string, to: string) => {
    const window = usageWindow({ from, to }, 'America/New_York');
    return (window.to.getTime() - window.from.getTime()) / 3_600_000;
  };
  expect(hours('2026-03-01', '2026-03-31')).toBe(31 * 24 - 1);
  expect(hours('2026-11-01', '2026-11-30')).toBe(30 * 24 + 1);
});

test('a day without a midnight begins when it begins, and one with two begins at the first', () => {
  // São Paulo went from 23:59 to 01:00 until 2018; Havana goes from 00:59 back to 00:00.
  expect(at('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
  expect(at('2025-11-02', 'America/Havana')).toBe('2025-11-02T04:00:00.000Z');
});

test('a day that a zone left out begins where the next one does', () => {
  expect(at('2011-12-30', 'Pacific/Apia')).toBe(at('2011-12-31', 'Pacific/Apia'));
});

test.each(['UTC', 'Asia/Tokyo', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Chatham', 'Africa/Cairo'])(
  'every instant of a year in %s is in the day that the zone says',
  (zone) => {
    for (let date = '2018-03-01'; date < '2019-03-01'; date = addDays(date, 1)) {
      const start = startOfDay(date, zone);
      expect(todayIn(zone, start)).toBe(date);
      expect(todayIn(zone, new Date(start.getTime() - 1))).toBe(addDays(date, -1));
    }
  },
);

test('an unknown zone is refused', () => {
  expect(() => startOfDay('2026-01-01', 'Europe/Atlantis')).toThrow(RangeError);
});
