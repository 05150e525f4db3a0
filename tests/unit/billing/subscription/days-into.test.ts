import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysInto } from '../../../../runtime/src/core/billing/subscription/days-into.ts';
import { periodStart } from '../../../../runtime/src/core/billing/subscription/period-grid.ts';
import type { Interval } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import { addDays, daysBetween } from '../../../../runtime/src/core/civil-date.ts';
import { decimalToText } from '../../../../runtime/src/core/money/decimal-to-text.ts';
import { ratioToDecimal } from '../../../../runtime/src/core/money/ratio.ts';

const MONTH: Interval = { unit: 'month', count: 1 };

/** The share with nine decimals, as Kill Bill keeps it. */
function ratioOf([start, stubEnd, end]: [string, string, string], basis: 'day' | 'fixed30'): string {
  const whole = { start, end, interval: MONTH };
  const [part, all] = [daysInto(whole, stubEnd, basis), daysInto(whole, end, basis)];
  const ratio = { numerator: BigInt(part), denominator: BigInt(all) };
  return decimalToText(ratioToDecimal(ratio, 9, 'half_up'));
}

test('a stub has its share by calendar days and by fixed months (PR-03, killbill TestInvoiceDateUtilsWithFixedProration)', () => {
  const stub: [string, string, string] = ['2023-05-23', '2023-06-15', '2023-06-23'];
  expect(ratioOf(stub, 'day')).toBe('0.741935484');
  expect(ratioOf(stub, 'fixed30')).toBe('0.733333333');
});

test('in a month of 30 days both bases agree (PR-04, killbill TestInvoiceDateUtilsWithFixedProration)', () => {
  const stub: [string, string, string] = ['2023-06-23', '2023-07-15', '2023-07-23'];
  expect(ratioOf(stub, 'day')).toBe('0.733333333');
  expect(ratioOf(stub, 'fixed30')).toBe('0.733333333');
});

test.each<[Interval, string, number]>([
  [MONTH, '2026-02-28', 30],
  [{ unit: 'month', count: 3 }, '2026-04-30', 90],
  [{ unit: 'year', count: 1 }, '2027-01-31', 360],
  [{ unit: 'week', count: 1 }, '2026-02-07', 7],
])('fixed months of %o from 31 January to %s are %i days', (interval, end, days) => {
  expect(daysInto({ start: '2026-01-31', end, interval }, end, 'fixed30')).toBe(days);
});

test('in fixed months the 31st counts as the 30th', () => {
  const whole = { start: '2026-03-01', end: '2026-04-01', interval: MONTH };
  expect(daysInto(whole, '2026-03-30', 'fixed30')).toBe(29);
  expect(daysInto(whole, '2026-03-31', 'fixed30')).toBe(29);
  expect(daysInto(whole, '2026-04-01', 'fixed30')).toBe(30);
});

test('parts of a period are none of them negative and add up to the whole, in every basis', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20_000 }),
      fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('day' as const, 'second' as const, 'fixed30' as const),
      fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 6 }),
      (days, unit, count, basis, cuts) => {
        const start = addDays('2000-01-01', days);
        const interval = { unit, count };
        const end = periodStart({ start, interval, anchorDay: Number(start.slice(8)) }, 1);
        const length = daysBetween(start, end);
        const places = [0, ...cuts.map((cut) => cut % length).sort((one, other) => one - other), length];
        const whole = { start, end, interval };
        const at = places.map((place) => daysInto(whole, addDays(start, place), basis));
        const parts = at.slice(1).map((place, index) => place - (at[index] ?? 0));
        expect(parts.every((part) => part >= 0)).toBe(true);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(daysInto(whole, end, basis));
        if (basis !== 'fixed30') expect(daysInto(whole, end, basis)).toBe(length);
      },
    ),
  );
});
