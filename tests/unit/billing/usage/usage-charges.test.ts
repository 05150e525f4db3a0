import Big from 'big.js';
import { expect, test } from 'vitest';
import type { BookedCharge, Charge } from '../../../../runtime/src/core/billing/charge.ts';
import { bookDifference } from '../../../../runtime/src/core/billing/difference/book-difference.ts';
import { usageCharges } from '../../../../runtime/src/core/billing/usage/usage-charges.ts';
import { currencyOf } from '../../money/currency-of.ts';
import { chargesOf, february, fullOf, inputOf, item, march, used } from './usage-input.ts';

/** What is on live lines of February's usage. */
const bookedAs = (fullMinor: bigint, differenceMinor = 0n): BookedCharge => ({
  key: 'usage:calls:2026-02-01',
  kind: 'usage',
  sku: 'API-CALLS',
  period: { from: '2026-02-01', to: '2026-02-28' },
  invoiceOn: '2026-03-01',
  fullMinor,
  differenceMinor,
  adjustmentMinor: 0n,
});

/** The amounts that are left to book in April. */
const linesOf = (charges: Charge[], booked: BookedCharge) =>
  bookDifference({
    charges,
    booked: [booked],
    asOf: '2026-04-15',
    currency: currencyOf('EUR'),
    rounding: 'half_up',
  }).map(({ key, amountMinor }) => [key, amountMinor]);

test('usage is charged in arrears: from the day after its period, under a key that stays', () => {
  const usageByPeriod = new Map([
    ['2026-02-01', used('13')],
    ['2026-03-01', used('4')],
  ]);
  const charges = chargesOf({ periods: [february, march], usageByPeriod });
  expect(
    charges.map(({ key, kind, fullMinor, period, invoiceOn }) => ({
      key,
      kind,
      fullMinor,
      period,
      invoiceOn,
    })),
  ).toEqual([
    {
      key: 'usage:calls:2026-02-01',
      kind: 'usage',
      fullMinor: 10_400n,
      period: { from: '2026-02-01', to: '2026-02-28' },
      invoiceOn: '2026-03-01',
    },
    {
      key: 'usage:calls:2026-03-01',
      kind: 'usage',
      fullMinor: 3_200n,
      period: { from: '2026-03-01', to: '2026-03-31' },
      invoiceOn: '2026-04-01',
    },
  ]);
});

test('a period that has not ended is not charged', () => {
  const usageByPeriod = new Map([['2026-02-01', used('13')]]);
  const periods = [february, march];
  expect(chargesOf({ periods, usageByPeriod, asOf: '2026-03-31' }).map(({ key }) => key)).toEqual([
    'usage:calls:2026-02-01',
  ]);
  expect(chargesOf({ periods, usageByPeriod, asOf: '2026-02-28' })).toEqual([]);
});

test('usage that comes late is billed as the difference, and then nothing more is', () => {
  const before = chargesOf({ usageByPeriod: new Map([['2026-02-01', used('13')]]) });
  const after = chargesOf({ usageByPeriod: new Map([['2026-02-01', used('15', 2)]]) });
  expect(before.map(fullOf)).toEqual([10_400n]);
  expect(linesOf(before, bookedAs(10_400n))).toEqual([]);
  expect(linesOf(after, bookedAs(10_400n))).toEqual([['usage:calls:2026-02-01', 1_600n]]);
  expect(linesOf(after, bookedAs(10_400n, 1_600n))).toEqual([]);
});

test('usage that is corrected downwards is given back as the difference', () => {
  const after = chargesOf({ usageByPeriod: new Map([['2026-02-01', used('10', 3)]]) });
  expect(linesOf(after, bookedAs(10_400n))).toEqual([['usage:calls:2026-02-01', -2_400n]]);
});

test('what a threshold billed within the period is taken off at its end (TI-09, Lago, progressive_billing_spec.rb)', () => {
  const charges = chargesOf({
    item: { ...item, pricing: { model: 'standard', unitPrice: '1' } },
    usageByPeriod: new Map([['2026-02-01', used('431')]]),
  });
  expect(charges.map(fullOf)).toEqual([43_100n]);
  expect(linesOf(charges, bookedAs(20_000n))).toEqual([['usage:calls:2026-02-01', 23_100n]]);
});

test('free units come off first, in each period anew', () => {
  const usageByPeriod = new Map([
    ['2026-02-01', used('120')],
    ['2026-03-01', used('90')],
  ]);
  const charges = chargesOf({
    item: { ...item, freeUnits: '100' },
    periods: [february, march],
    usageByPeriod,
  });
  expect(charges.map(({ fullMinor }) => fullMinor)).toEqual([16_000n, 0n]);
});

test('the price of the product master is the one of the first day of the period', () => {
  const [charge] = chargesOf({
    item: { ...item, pricing: { model: 'standard' } },
    listPriceOn: (day) => (day === '2026-02-01' ? new Big('2.5') : null),
  });
  expect(fullOf(charge)).toBe(250n);
});

test('what cannot be priced is refused with its period and the reason', () => {
  expect(usageCharges(inputOf({ item: { ...item, pricing: { model: 'standard' } } }))).toEqual({
    ok: false,
    reason:
      '"API-CALLS" from 2026-02-01 to 2026-02-28: neither the contract nor the product master has a price',
  });
  const usageByPeriod = new Map([['2026-02-01', { ...used('2', 3), withoutKey: 1 }]]);
  expect(usageCharges(inputOf({ usageByPeriod }))).toEqual({
    ok: false,
    reason:
      '"API-CALLS" from 2026-02-01 to 2026-02-28: records of the meter "api_calls" without the key of what they count: 1',
  });
});

test('an amount of more than 18 digits is refused, one of 18 is billed to the last', () => {
  const priced = (units: string) =>
    usageCharges(
      inputOf({
        item: { ...item, pricing: { model: 'standard', unitPrice: '0.01' } },
        usageByPeriod: new Map([['2026-02-01', used(units)]]),
      }),
    );
  expect(priced('999999999999999999')).toMatchObject({ ok: true, value: [{ fullMinor: 10n ** 18n - 1n }] });
  expect(priced('1000000000000000000')).toMatchObject({ ok: false });
});

test('a quantity of more than 18 digits is refused, also when it costs next to nothing', () => {
  const input = inputOf({
    item: { ...item, pricing: { model: 'standard', unitPrice: '0.0000000001' } },
    usageByPeriod: new Map([['2026-02-01', used('1000000000000000000')]]),
  });
  expect(usageCharges(input)).toEqual({
    ok: false,
    reason: '"API-CALLS" from 2026-02-01 to 2026-02-28: it comes to more than 18 digits',
  });
});

test('a period that has ended without its usage being asked for is our own mistake', () => {
  expect(() => usageCharges(inputOf({ usageByPeriod: new Map() }))).toThrow('assertion');
});

test('a charge knows all units that were used, free ones and those of a package among them', () => {
  const unitsOf = (units: string, over: Partial<typeof item>) => {
    const usageByPeriod = new Map([[february.from, used(units)]]);
    const [charge] = chargesOf({ item: { ...item, ...over }, usageByPeriod });
    return charge?.units?.toString();
  };
  expect(unitsOf('13', { freeUnits: '10' })).toBe('13');
  expect(unitsOf('13', { pricing: { model: 'package', size: '10', packagePrice: '50' } })).toBe('13');
  expect(unitsOf('-3', {})).toBeUndefined();
});
