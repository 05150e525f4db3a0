import Big from 'big.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UsageRecord } from '../../../../runtime/src/core/billing/usage/usage-record.ts';
import { Aggregation } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import {
  addRatios,
  compareRatios,
  multiplyRatios,
  ZERO_RATIO,
} from '../../../../runtime/src/core/money/ratio.ts';
import { ratioOf } from '../pricing/price-of.ts';
import { MARCH, usageOf } from './usage-of.ts';

const DAY_MS = 86_400_000;

/** Records around March, in and beyond it, several at one instant. */
const records: fc.Arbitrary<UsageRecord[]> = fc.array(
  fc.record({
    at: fc
      .oneof(
        fc.integer({ min: -5, max: 40 }).map((days) => days * DAY_MS),
        fc.integer({ min: 0, max: 31 * DAY_MS }),
      )
      .map((ms) => new Date(MARCH.from.getTime() + ms)),
    quantity: fc.integer({ min: -100_000, max: 1_000_000 }).map((whole) => new Big(whole).div(1000)),
    uniqueKey: fc.constantFrom('a', 'b', 'c', null),
  }),
  { maxLength: 40 },
);

const aggregations = fc.constantFrom(...Aggregation.options);

test('the order of records never matters', () => {
  fc.assert(
    fc.property(
      aggregations,
      records.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      (aggregation, [list, shuffled]) => {
        const one = usageOf(aggregation, list);
        const other = usageOf(aggregation, shuffled);
        expect(compareRatios(one.units, other.units)).toBe(0);
        expect([other.events, other.withoutKey]).toEqual([one.events, one.withoutKey]);
      },
    ),
  );
});

test('records outside the period change nothing', () => {
  fc.assert(
    fc.property(aggregations, records, (aggregation, list) => {
      const inside = list.filter(({ at }) => at >= MARCH.from && at < MARCH.to);
      expect(usageOf(aggregation, list)).toEqual(usageOf(aggregation, inside));
    }),
  );
});

test('sums and levels of parts add up to those of the whole, however it is cut', () => {
  fc.assert(
    fc.property(fc.constantFrom('sum', 'weighted'), records, fc.nat(40), (aggregation, list, cut) => {
      const parts = [list.slice(0, cut), list.slice(cut)].map((part) => usageOf(aggregation, part).units);
      const whole = usageOf(aggregation, list).units;
      expect(compareRatios(parts.reduce(addRatios, ZERO_RATIO), whole)).toBe(0);
    }),
  );
});

test('the average level is the one that a clock would take second by second between changes', () => {
  fc.assert(
    fc.property(records, fc.integer({ min: -50, max: 50 }), (list, opening) => {
      const inside = list
        .filter(({ at }) => at >= MARCH.from && at < MARCH.to)
        .map(({ at, quantity }) => ({ second: Math.floor(at.getTime() / 1000), quantity }))
        .toSorted((one, other) => one.second - other.second);
      const end = MARCH.to.getTime() / 1000;
      let level = new Big(opening);
      let since = MARCH.from.getTime() / 1000;
      let area = new Big(0);
      for (const { second, quantity } of inside) {
        area = area.plus(level.times(second - since));
        level = level.plus(quantity);
        since = second;
      }
      area = area.plus(level.times(end - since));
      const average = usageOf('weighted', list, String(opening)).units;
      expect(compareRatios(multiplyRatios(average, ratioOf('2678400')), ratioOf(area.toFixed()))).toBe(0);
    }),
  );
});

test('a maximum is one of the quantities, and none is greater', () => {
  fc.assert(
    fc.property(records, (list) => {
      const inside = list.filter(({ at }) => at >= MARCH.from && at < MARCH.to);
      fc.pre(inside.length > 0);
      const { units } = usageOf('max', list);
      const quantities = inside.map(({ quantity }) => ratioOf(quantity.toFixed()));
      expect(quantities.some((quantity) => compareRatios(quantity, units) === 0)).toBe(true);
      expect(quantities.every((quantity) => compareRatios(quantity, units) <= 0)).toBe(true);
    }),
  );
});
