import Big from 'big.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTiers } from '../../../../runtime/src/core/billing/pricing/check-tiers.ts';
import type { Pricing } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import { decimalToText } from '../../../../runtime/src/core/money/decimal-to-text.ts';
import {
  addRatios,
  compareRatios,
  multiplyRatios,
  subtractRatios,
  ZERO_RATIO,
} from '../../../../runtime/src/core/money/ratio.ts';
import { priceOf, ratioOf } from './price-of.ts';

type Tiers = Extract<Pricing, { model: 'graduated' }>['tiers'];

/** Decimals of at most so many thousandths, as text. */
const decimals = (thousandthsMax: number) =>
  fc.integer({ min: 0, max: thousandthsMax }).map((whole) => decimalToText(new Big(whole).div(1000)));

const units = decimals(500_000);
const prices = decimals(20_000);
const spans = fc.integer({ min: 1, max: 60_000 }).map((whole) => new Big(whole).div(1000));

const tierTables: fc.Arbitrary<Tiers> = fc
  .array(fc.record({ span: spans, unitPrice: prices, flatFee: fc.option(prices, { nil: undefined }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((rows) => {
    let bound = new Big(0);
    return rows.map(({ span, unitPrice, flatFee }, index) => {
      bound = bound.plus(span);
      const upTo = index === rows.length - 1 ? null : decimalToText(bound);
      return flatFee === undefined ? { upTo, unitPrice } : { upTo, unitPrice, flatFee };
    });
  });

const exactOf = (pricing: Pricing, quantity: string) => priceOf(pricing, quantity).exact;

test('tables that are made to rise pass the check', () => {
  fc.assert(
    fc.property(tierTables, (tiers) => {
      expect(checkTiers(tiers)).toEqual([]);
    }),
  );
});

test('a graduated price never falls when more is used', () => {
  fc.assert(
    fc.property(tierTables, units, units, (tiers, one, other) => {
      const [less, more] = new Big(one).lte(other) ? [one, other] : [other, one];
      const pricing: Pricing = { model: 'graduated', tiers };
      expect(compareRatios(exactOf(pricing, less), exactOf(pricing, more))).toBeLessThanOrEqual(0);
      expect(priceOf(pricing, less).amountMinor).toBeLessThanOrEqual(priceOf(pricing, more).amountMinor);
    }),
  );
});

test('a graduated price up to a border and from it on add up: what is beyond costs as in the tiers that are left', () => {
  fc.assert(
    fc.property(
      tierTables.filter((tiers) => tiers.length > 1),
      units.filter((text) => text !== '0'),
      (tiers, beyond) => {
        const [first, ...rest] = tiers;
        const border = new Big(first?.upTo ?? '0');
        const moved = rest.map((tier) => ({
          ...tier,
          upTo: tier.upTo === null ? null : decimalToText(new Big(tier.upTo).minus(border)),
        }));
        const whole = exactOf({ model: 'graduated', tiers }, decimalToText(border.plus(beyond)));
        const upToBorder = exactOf({ model: 'graduated', tiers }, decimalToText(border));
        const fromBorder = exactOf({ model: 'graduated', tiers: moved }, beyond);
        expect(compareRatios(whole, addRatios(upToBorder, fromBorder))).toBe(0);
      },
    ),
  );
});

test('the units of the parts add up to what is billed, and their amounts to the price', () => {
  fc.assert(
    fc.property(tierTables, units, units, (tiers, quantity, free) => {
      for (const model of ['graduated', 'volume'] as const) {
        const priced = priceOf({ model, tiers }, quantity, { freeUnits: new Big(free) });
        const unitSum = priced.parts.reduce((sum, part) => addRatios(sum, part.units), ZERO_RATIO);
        const amountSum = priced.parts.reduce((sum, part) => addRatios(sum, part.amount), ZERO_RATIO);
        expect(compareRatios(unitSum, priced.billableUnits)).toBe(0);
        expect(compareRatios(amountSum, priced.exact)).toBe(0);
      }
    }),
  );
});

test('with one tier graduated and volume are the same', () => {
  fc.assert(
    fc.property(tierTables, units, (tiers, quantity) => {
      const one = tiers.slice(-1);
      const graduated = exactOf({ model: 'graduated', tiers: one }, quantity);
      expect(compareRatios(graduated, exactOf({ model: 'volume', tiers: one }, quantity))).toBe(0);
    }),
  );
});

test('packages never cost less than their units one by one, and less than one package more', () => {
  fc.assert(
    fc.property(spans, prices, units, (size, unitPrice, quantity) => {
      const packagePrice = decimalToText(size.times(unitPrice));
      const packages = exactOf({ model: 'package', size: decimalToText(size), packagePrice }, quantity);
      const standard = exactOf({ model: 'standard', unitPrice }, quantity);
      const excess = subtractRatios(packages, standard);
      expect(compareRatios(excess, ZERO_RATIO)).toBeGreaterThanOrEqual(0);
      expect(compareRatios(excess, ratioOf(packagePrice))).toBeLessThanOrEqual(packagePrice === '0' ? 0 : -1);
    }),
  );
});

test('the amount is less than one minor unit away from the exact price', () => {
  fc.assert(
    fc.property(
      tierTables,
      units,
      fc.constantFrom('half_up', 'half_even', 'down', 'up'),
      (tiers, quantity, rounding) => {
        const { amountMinor, exact } = priceOf({ model: 'graduated', tiers }, quantity, { rounding });
        const minor = multiplyRatios(exact, ratioOf('100'));
        const away = subtractRatios({ numerator: amountMinor, denominator: 1n }, minor);
        expect(compareRatios(away, ratioOf('1'))).toBe(-1);
        expect(compareRatios(away, ratioOf('-1'))).toBe(1);
      },
    ),
  );
});
