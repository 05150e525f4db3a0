import { describe, expect, test } from 'vitest';
import type { BookedCharge } from '../../../../runtime/src/core/billing/charge.ts';
import type { CanonicalContract } from '../../../../runtime/src/core/canonical/contract.ts';
import { addDays, compareDates } from '../../../../runtime/src/core/civil-date.ts';
import { contractOf, monthly, seat } from '../subscription/subscription-contract.ts';
import { runOver } from './ledger.ts';

/** A contract as it is known from a day on. */
type Known = [on: string, contract: CanonicalContract];

/** Runs on the given days with what is known on each; the invoices of all, and the credit that is left. */
function runOn(days: readonly string[], known: readonly Known[]) {
  let booked: BookedCharge[] = [];
  let carriedCreditMinor = 0n;
  const invoices: [string, bigint][] = [];
  for (const day of days) {
    const contract = known.findLast(([on]) => compareDates(on, day) <= 0)?.[1];
    if (contract === undefined) continue;
    const run = runOver(contract, booked, day);
    invoices.push(...run.invoices.map((invoice): [string, bigint] => [invoice.invoiceOn, invoice.netMinor]));
    ({ booked, carriedCreditMinor } = run);
  }
  const netMinor = invoices.reduce((sum, [, amountMinor]) => sum + amountMinor, 0n);
  return { invoices, carriedCreditMinor, balanceMinor: netMinor - carriedCreditMinor };
}

function everyDay(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; compareDates(day, to) <= 0; day = addDays(day, 1)) days.push(day);
  return days;
}

describe('a year of a monthly subscription', () => {
  const seats = (quantity: string, unitPrice = '12.00') =>
    monthly({ items: [seat({ quantity, unitPrice })] });
  const first = { '2026-01-01': seats('10') };
  const upgraded = { ...first, '2026-03-16': seats('15') };
  const downgraded = { ...upgraded, '2026-06-11': seats('5') };
  const paused = {
    ...downgraded,
    '2026-08-01': monthly({ isPaused: true }),
    '2026-10-01': seats('5'),
  };
  const renewed = { ...paused, '2026-12-01': seats('5', '13.00') };
  const known: Known[] = [
    ['2026-01-01', contractOf(first)],
    ['2026-03-16', contractOf(upgraded)],
    ['2026-06-11', contractOf(downgraded)],
    ['2026-07-20', contractOf(paused)],
    ['2026-11-05', contractOf(renewed)],
  ];

  test('has each amount on its day: upgrade, downgrade, pause and renewal', () => {
    const { invoices, carriedCreditMinor } = runOn(everyDay('2026-01-01', '2026-12-31'), known);
    expect(invoices).toEqual([
      ['2026-01-01', 12_000n],
      ['2026-02-01', 12_000n],
      ['2026-03-01', 12_000n],
      // 180.00 × 16/31 = 92.90, less 120.00 × 16/31 = 61.94
      ['2026-03-16', 3096n],
      ['2026-04-01', 18_000n],
      ['2026-05-01', 18_000n],
      ['2026-06-01', 18_000n],
      // 11 June: 60.00 × 20/30 = 40.00, less 180.00 × 20/30 = 120.00, is 80.00 to carry; July's 60.00 use 60.00 of it
      ['2026-07-01', 0n],
      // 60.00 less the 20.00 that are left
      ['2026-10-01', 4000n],
      ['2026-11-01', 6000n],
      ['2026-12-01', 6500n],
    ]);
    expect(carriedCreditMinor).toBe(0n);
  });

  test.each([
    ['once a week', everyDay('2026-01-01', '2026-12-31').filter((_day, index) => index % 7 === 5)],
    ['only at the end of the year', []],
    ['twice a day', everyDay('2026-01-01', '2026-12-31').flatMap((day) => [day, day])],
  ])('comes to the same when it is run %s', (_often, days) => {
    const { balanceMinor } = runOn([...days, '2026-12-31'], known);
    // 3 × 120.00 + 30.96 + 3 × 180.00 − 80.00 + 60.00 + 2 × 60.00 + 65.00
    expect(balanceMinor).toBe(109_596n);
  });
});

describe('two years of a yearly subscription in yen', () => {
  const yearly = (unitPrice: string) =>
    monthly({ interval: { unit: 'year', count: 1 }, items: [seat({ unitPrice })] });
  const first = { '2025-04-01': yearly('120000') };
  const upgraded = { ...first, '2025-10-01': yearly('180000') };
  const renewed = { ...upgraded, '2026-04-01': yearly('198000') };
  const yen = { currency: 'JPY' };
  const known: Known[] = [
    ['2025-04-01', contractOf(first, yen)],
    ['2025-10-01', contractOf(upgraded, yen)],
    ['2026-02-01', contractOf(renewed, yen)],
    ['2026-06-10', contractOf(renewed, { ...yen, endsOn: '2026-06-30' })],
  ];

  test('has each amount on its day, and the credit of its end is carried', () => {
    const { invoices, carriedCreditMinor } = runOn(everyDay('2025-04-01', '2026-12-31'), known);
    expect(invoices).toEqual([
      ['2025-04-01', 120_000n],
      // 180,000 × 182/365 = 89,753, less 120,000 × 182/365 = 59,836
      ['2025-10-01', 29_917n],
      ['2026-04-01', 198_000n],
    ]);
    // 198,000 × 274/365
    expect(carriedCreditMinor).toBe(148_636n);
  });

  test('comes to the same when it is run once, at its end', () => {
    expect(runOn(['2026-12-31'], known).balanceMinor).toBe(120_000n + 29_917n + 198_000n - 148_636n);
  });
});

test('a run after months of downtime makes the invoices that runs on each day would have made', () => {
  const plan = monthly({ items: [seat({ timing: 'in_arrears' }), seat({ key: 'base', unitPrice: '9.99' })] });
  const changed = monthly({ items: [seat({ quantity: '3' }), seat({ key: 'base', unitPrice: '9.99' })] });
  const known: Known[] = [
    ['2026-01-15', contractOf({ '2026-01-15': plan, '2026-04-20': changed }, { endsOn: '2026-09-30' })],
  ];
  const daily = runOn(everyDay('2026-01-15', '2026-12-31'), known);
  const late = runOn(['2026-12-31'], known);
  expect(late).toEqual(daily);
  expect(late.invoices).toHaveLength(10);
});
