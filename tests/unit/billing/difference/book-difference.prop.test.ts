import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BookedCharge } from '../../../../runtime/src/core/billing/charge.ts';
import type { SubscriptionPlan } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import { addDays } from '../../../../runtime/src/core/civil-date.ts';
import { decimalToRatio } from '../../../../runtime/src/core/money/decimal-to-ratio.ts';
import { roundRatio } from '../../../../runtime/src/core/money/round-ratio.ts';
import { chargesOf, contractOf, monthly, seat } from '../subscription/subscription-contract.ts';
import { bookLines, runOver } from './ledger.ts';

const START = '2026-01-15';
/** Days after the start in which revisions and runs fall; the last run is after all of them. */
const DAYS = 400;
const LAST_RUN = addDays(START, DAYS + 1);

const days = fc.integer({ min: 0, max: DAYS }).map((count) => addDays(START, count));
const items = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom('seat', 'base', 'extra'),
    quantity: fc.integer({ min: 0, max: 20 }).map(String),
    unitPrice: fc.integer({ min: 0, max: 100_000 }).map((minor) => (minor / 100).toFixed(2)),
    timing: fc.constantFrom('in_advance' as const, 'in_arrears' as const),
  }),
  { selector: ({ key }) => key, maxLength: 3 },
);
const plans: fc.Arbitrary<SubscriptionPlan> = fc
  .record({
    interval: fc.constantFrom(
      { unit: 'month' as const, count: 1 },
      { unit: 'month' as const, count: 3 },
      { unit: 'year' as const, count: 1 },
      { unit: 'week' as const, count: 2 },
    ),
    basis: fc.constantFrom('day' as const, 'second' as const, 'fixed30' as const, 'none' as const),
    lastDay: fc.constantFrom('half_open' as const, 'inclusive' as const),
    isPaused: fc.boolean(),
    items,
  })
  .map(({ interval, basis, lastDay, isPaused, items: list }) =>
    monthly({
      interval,
      proration: { basis, interval: lastDay },
      ...(isPaused ? { isPaused } : {}),
      items: list.map(seat),
    }),
  );
/** Plans by their day; the first of them is known at the start, each run knows one more of the rest. */
const histories = fc.record({
  first: plans,
  later: fc.array(fc.tuple(days, plans), { maxLength: 5 }),
  runs: fc.array(fc.record({ asOf: days, kept: fc.integer({ min: 0, max: 4 }) }), { maxLength: 8 }),
});

const contractAfter = (first: SubscriptionPlan, later: [string, SubscriptionPlan][]) =>
  contractOf({ [START]: first, ...Object.fromEntries(later) });

test('whatever was known when, in whatever order runs came and wherever they broke off, the same is booked', () => {
  fc.assert(
    fc.property(histories, ({ first, later, runs }) => {
      let booked: BookedCharge[] = [];
      for (const [index, { asOf, kept }] of runs.entries()) {
        const run = runOver(contractAfter(first, later.slice(0, index)), booked, asOf);
        // Broken off after some of its invoices.
        booked = bookLines(
          booked,
          run.invoices.slice(0, kept).flatMap((invoice) => invoice.lines),
        );
      }
      const contract = contractAfter(first, later);
      const last = runOver(contract, booked, LAST_RUN);
      const all = bookLines(last.booked, last.carried);
      const netByKey = Object.fromEntries(
        all.map(({ key, fullMinor, differenceMinor }) => [key, fullMinor + differenceMinor]),
      );
      for (const { key, fullMinor, unused } of chargesOf(contract, LAST_RUN)) {
        const credit =
          unused === null ? 0n : roundRatio(fullMinor * unused.numerator, unused.denominator, 'half_up');
        expect(netByKey[key] ?? 0n).toBe(fullMinor - credit);
        delete netByKey[key];
      }
      expect(Object.values(netByKey).filter((net) => net !== 0n)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a second run makes no invoice and carries the same credit; once that is used up, it finds nothing', () => {
  fc.assert(
    fc.property(histories, ({ first, later }) => {
      const before = runOver(contractAfter(first, []), [], addDays(START, DAYS / 2));
      const contract = contractAfter(first, later);
      const once = runOver(contract, before.booked, LAST_RUN);
      const twice = runOver(contract, once.booked, LAST_RUN);
      expect(twice.invoices).toEqual([]);
      expect(twice.carriedCreditMinor).toBe(once.carriedCreditMinor);
      const settled = runOver(contract, bookLines(once.booked, once.carried), LAST_RUN);
      expect([settled.invoices, settled.carried]).toEqual([[], []]);
    }),
    { numRuns: 150 },
  );
});

test('no invoice is negative, and each line’s quantity and price come to its amount', () => {
  fc.assert(
    fc.property(histories, ({ first, later }) => {
      const before = runOver(contractAfter(first, []), [], addDays(START, DAYS / 2));
      const { invoices } = runOver(contractAfter(first, later), before.booked, LAST_RUN);
      for (const { netMinor, lines } of [...before.invoices, ...invoices]) {
        expect(netMinor).toBeGreaterThanOrEqual(0n);
        for (const { quantity, unitPrice, amountMinor } of lines) {
          const { numerator, denominator } = decimalToRatio(quantity.times(unitPrice));
          expect(roundRatio(numerator * 100n, denominator, 'half_up')).toBe(amountMinor);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('without proration nothing is ever given back and no day of an item is charged twice', () => {
  fc.assert(
    fc.property(histories, ({ first, later }) => {
      const whole = (plan: SubscriptionPlan) => ({
        ...plan,
        proration: { basis: 'none' as const, interval: 'half_open' as const },
      });
      const contract = contractAfter(
        whole(first),
        later.map(([day, plan]) => [day, whole(plan)]),
      );
      const endByItem = new Map<string, string>();
      const charges = chargesOf(contract, LAST_RUN).toSorted((one, other) =>
        (one.period?.from ?? '') < (other.period?.from ?? '') ? -1 : 1,
      );
      for (const { key, period, unused } of charges) {
        const item = key.split(':')[1] ?? '';
        expect(unused).toBeNull();
        expect((period?.from ?? '') > (endByItem.get(item) ?? '')).toBe(true);
        endByItem.set(item, period?.to ?? '');
      }
    }),
    { numRuns: 150 },
  );
});
