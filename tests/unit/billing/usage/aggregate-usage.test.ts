import Big from 'big.js';
import { expect, test } from 'vitest';
import { startUsage } from '../../../../runtime/src/core/billing/usage/aggregate-usage.ts';
import type { UsageTotal } from '../../../../runtime/src/core/billing/usage/usage-record.ts';
import { Aggregation } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import { MARCH, recordOf, usageOf } from './usage-of.ts';

/** Units as a decimal; the tests choose figures that have one. */
const unitsOf = ({ units }: UsageTotal) => {
  const scaled = (units.numerator * 10_000n) / units.denominator;
  expect(scaled * units.denominator).toBe(units.numerator * 10_000n);
  return new Big(String(scaled)).div(10_000).toString();
};

const records = [
  recordOf('2026-03-05T10:00:00Z', '4', 'a'),
  recordOf('2026-03-20T10:00:00Z', '2.5', 'b'),
  recordOf('2026-03-12T10:00:00Z', '7', 'a'),
];

test('sum, max, unique and latest are what their names say', () => {
  expect(unitsOf(usageOf('sum', records))).toBe('13.5');
  expect(unitsOf(usageOf('max', records))).toBe('7');
  expect(unitsOf(usageOf('unique', records))).toBe('2');
  expect(unitsOf(usageOf('latest', records))).toBe('2.5');
  expect(usageOf('sum', records).events).toBe(3);
});

test('a correction lowers a sum, below zero too', () => {
  expect(unitsOf(usageOf('sum', [...records, recordOf('2026-03-21T00:00:00Z', '-3.5')]))).toBe('10');
  expect(unitsOf(usageOf('sum', [recordOf('2026-03-21T00:00:00Z', '-3.5')]))).toBe('-3.5');
});

test('sums are exact where doubles are not', () => {
  const tenths = Array.from({ length: 10 }, () => recordOf('2026-03-02T00:00:00Z', '0.1'));
  expect(unitsOf(usageOf('sum', tenths))).toBe('1');
  expect(usageOf('sum', [recordOf('2026-03-02T00:00:00Z', '999999999999999999'), ...tenths]).units).toEqual({
    numerator: 10n ** 18n,
    denominator: 1n,
  });
});

test.each(Aggregation.options)(
  'of %s, the first instant belongs to the period and the one after its last does not',
  (name) => {
    const at = (instant: string) => usageOf(name, [recordOf(instant, '1', 'k')]).events;
    expect(at('2026-02-28T23:59:59.999Z')).toBe(0);
    expect(at('2026-03-01T00:00:00Z')).toBe(1);
    expect(at('2026-03-31T23:59:59.999Z')).toBe(1);
    expect(at('2026-04-01T00:00:00Z')).toBe(0);
    expect(at('no date')).toBe(0);
  },
);

test.each(Aggregation.options)('of %s, no records come to nothing', (name) => {
  const { units, events, withoutKey } = usageOf(name, []);
  expect([units.numerator, events, withoutKey]).toEqual([0n, 0, 0]);
});

test('a level counts for the seconds that it lasts', () => {
  // 31 days: 20 from the 1st on, 10 more for the last 15.5 days, all gone for none of them.
  const changes = [
    recordOf('2026-03-01T00:00:00Z', '20'),
    recordOf('2026-03-16T12:00:00Z', '10'),
    recordOf('2026-03-31T23:59:59.999Z', '-30'),
  ];
  const gone = new Big(30).div(1);
  const { units } = usageOf('weighted', changes);
  // The last change is of the last second, whose whole it takes away.
  expect(units.numerator * 2_678_400n).toBe((25n * 2_678_400n - BigInt(gone.toString())) * units.denominator);
});

test('a level that was there before the period counts for all of it', () => {
  expect(unitsOf(usageOf('weighted', [], '8'))).toBe('8');
  expect(unitsOf(usageOf('weighted', [recordOf('2026-03-16T12:00:00Z', '-8')], '8'))).toBe('4');
});

test('the level is taken to the second: a part of one changes nothing', () => {
  const early = usageOf('weighted', [recordOf('2026-03-16T12:00:00.000Z', '5')]);
  const late = usageOf('weighted', [recordOf('2026-03-16T12:00:00.999Z', '5')]);
  expect(late.units).toEqual(early.units);
});

test('of two readings at one instant the greater is the latest, whichever came first', () => {
  const pair = [recordOf('2026-03-09T00:00:00Z', '3'), recordOf('2026-03-09T00:00:00Z', '5')];
  expect(unitsOf(usageOf('latest', pair))).toBe('5');
  expect(unitsOf(usageOf('latest', pair.toReversed()))).toBe('5');
});

test('records that a unique meter cannot count are told, not dropped in silence', () => {
  const mixed = [...records, recordOf('2026-03-09T00:00:00Z', '1')];
  expect(usageOf('unique', mixed)).toMatchObject({ withoutKey: 1, events: 4, units: { numerator: 2n } });
  expect(usageOf('sum', mixed).withoutKey).toBe(0);
});

test('what was added so far can be asked for at any time, and adding goes on', () => {
  const reducer = startUsage({ aggregation: 'sum', window: MARCH, openingLevel: new Big(0) });
  reducer.add(recordOf('2026-03-02T00:00:00Z', '1'));
  expect(unitsOf(reducer.finish())).toBe('1');
  reducer.add(recordOf('2026-03-03T00:00:00Z', '2'));
  expect(unitsOf(reducer.finish())).toBe('3');
});
