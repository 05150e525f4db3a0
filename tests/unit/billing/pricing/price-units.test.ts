import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { priceUnits } from '../../../../runtime/src/core/billing/pricing/price-units.ts';
import type { Pricing } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import { compareRatios } from '../../../../runtime/src/core/money/ratio.ts';
import { currencyOf } from '../../money/currency-of.ts';
import { priceOf, ratioOf } from './price-of.ts';

const TI_01: Pricing = {
  model: 'graduated',
  tiers: [
    { upTo: '10', unitPrice: '10', flatFee: '2' },
    { upTo: '20', unitPrice: '5', flatFee: '3' },
    { upTo: null, unitPrice: '5', flatFee: '3' },
  ],
};

const TI_03: Pricing = {
  model: 'volume',
  tiers: [
    { upTo: '10000', unitPrice: '0.0010', flatFee: '10' },
    { upTo: '50000', unitPrice: '0.0008', flatFee: '10' },
    { upTo: '100000', unitPrice: '0.0006', flatFee: '10' },
    { upTo: null, unitPrice: '0.0004', flatFee: '10' },
  ],
};

// Lago, spec/services/charge_models/graduated_service_spec.rb
describe.each([
  ['0', 200n],
  ['1', 1200n],
  ['10', 10_200n],
  ['11', 11_000n],
  ['12', 11_500n],
  ['21', 16_300n],
])('%s units', (units, amountMinor) => {
  test('cost each what its own tier says, and a flat fee for each tier reached (TI-01)', () => {
    expect(priceOf(TI_01, units).amountMinor).toBe(amountMinor);
  });
});

test('65,000 calls all cost what the tier of 65,000 says (TI-03, Lago docs, volume)', () => {
  expect(priceOf(TI_03, '65000').amountMinor).toBe(4900n);
});

test('a volume tier ends with its last unit, and no units are in the first (Lago, volume_service.rb)', () => {
  expect(priceOf(TI_03, '10000').amountMinor).toBe(2000n);
  expect(priceOf(TI_03, '10001').amountMinor).toBe(1800n);
  expect(priceOf(TI_03, '0').amountMinor).toBe(1000n);
});

// Lago, spec/services/charge_models/package_service_spec.rb
test.each([
  ['0', 130_000n],
  ['10', 120_000n],
  ['200', 0n],
])('121 units with %s of them free, in packages of 10 (TI-05)', (freeUnits, amountMinor) => {
  const pricing: Pricing = { model: 'package', size: '10', packagePrice: '100' };
  expect(priceOf(pricing, '121', { freeUnits: new Big(freeUnits) }).amountMinor).toBe(amountMinor);
});

test('13 units in arrears are 18.00 (TI-07, Kill Bill docs, consumable_in_arrear)', () => {
  const pricing: Pricing = {
    model: 'graduated',
    tiers: [
      { upTo: '5', unitPrice: '2' },
      { upTo: null, unitPrice: '1' },
    ],
  };
  expect(priceOf(pricing, '13', { currency: currencyOf('USD') }).amountMinor).toBe(1800n);
});

test('a percentage is taken of what is not free, and every event has its fee', () => {
  const pricing: Pricing = { model: 'percentage', ratePercent: '2.9', feePerEvent: '0.30' };
  expect(priceOf(pricing, '1000', { events: 7 }).amountMinor).toBe(2900n + 210n);
  expect(priceOf(pricing, '1000', { events: 7, freeUnits: new Big(400) }).amountMinor).toBe(1740n + 210n);
  expect(priceOf({ model: 'percentage', ratePercent: '2.9' }, '1000', { events: 7 }).amountMinor).toBe(2900n);
});

test('the parts explain the amount: where each begins and ends, its units, price and flat fee', () => {
  const { parts, exact } = priceOf(TI_01, '21');
  expect(parts.map(({ from, to }) => [from.toString(), to?.toString() ?? null])).toEqual([
    ['0', '10'],
    ['10', '20'],
    ['20', null],
  ]);
  expect(
    parts.map(({ units, amount }) => [units, amount].map((ratio) => ratio.numerator / ratio.denominator)),
  ).toEqual([
    [10n, 102n],
    [10n, 53n],
    [1n, 8n],
  ]);
  expect(compareRatios(exact, ratioOf('163'))).toBe(0);
});

test('a price is rounded once, after all tiers, not tier by tier', () => {
  const pricing: Pricing = {
    model: 'graduated',
    tiers: [
      { upTo: '1', unitPrice: '0.004' },
      { upTo: '2', unitPrice: '0.004' },
      { upTo: null, unitPrice: '0.004' },
    ],
  };
  expect(priceOf(pricing, '3').amountMinor).toBe(1n);
  expect(priceOf(pricing, '3', { rounding: 'up' }).amountMinor).toBe(2n);
  expect(priceOf(pricing, '3', { rounding: 'down' }).amountMinor).toBe(1n);
});

test('a third of a unit is priced exactly', () => {
  const pricing: Pricing = { model: 'standard', unitPrice: '3' };
  expect(priceOf(pricing, { numerator: 1n, denominator: 3n }).amountMinor).toBe(100n);
});

test('units below zero cost nothing, and are not given back', () => {
  const pricing: Pricing = { model: 'standard', unitPrice: '3' };
  expect(priceOf(pricing, '-5').amountMinor).toBe(0n);
  expect(priceOf(TI_01, '-5').amountMinor).toBe(priceOf(TI_01, '0').amountMinor);
});

test('a standard price that states none is the one of the product master; without either it is refused', () => {
  const input = {
    pricing: { model: 'standard' as const },
    units: ratioOf('4'),
    events: 0,
    freeUnits: new Big(0),
    currency: currencyOf('JPY'),
    rounding: 'half_up' as const,
  };
  expect(priceUnits({ ...input, listPrice: new Big('25') })).toMatchObject({
    ok: true,
    value: { amountMinor: 100n },
  });
  expect(priceUnits({ ...input, listPrice: null })).toEqual({
    ok: false,
    reason: 'neither the contract nor the product master has a price',
  });
});

test('the largest quantities and prices that are read are priced to the last digit', () => {
  const pricing: Pricing = { model: 'standard', unitPrice: '999999999999999999.0000000001' };
  expect(priceOf(pricing, '999999999999999999').amountMinor).toBe(
    ((10n ** 28n - 10n ** 10n + 1n) * (10n ** 18n - 1n) * 100n + 5n * 10n ** 9n) / 10n ** 10n,
  );
});
