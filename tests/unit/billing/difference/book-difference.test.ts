import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import type { BookedCharge } from '../../../../runtime/src/core/billing/charge.ts';
import { computeTotals } from '../../../../runtime/src/core/invoice/compute-totals.ts';
import { chargesOf, contractOf, currencyOf, monthly, seat } from '../subscription/subscription-contract.ts';
import { amountsOf, bookLines, chargeOf, linesOf, runOver } from './ledger.ts';

const january = (charge: Partial<Parameters<typeof chargeOf>[0]> = {}) =>
  chargeOf({ quantity: new Big(4), unitPrice: new Big('25.00'), ...charge });

const secondHalf = {
  numerator: 1n,
  denominator: 2n,
  period: { from: '2026-01-16', to: '2026-01-31' },
};

const billed = (booked: Partial<BookedCharge> = {}): BookedCharge => ({
  key: 'k',
  kind: 'subscription_period',
  sku: 'SEAT',
  period: { from: '2026-01-01', to: '2026-01-31' },
  invoiceOn: '2026-01-01',
  fullMinor: 10_000n,
  differenceMinor: 0n,
  adjustmentMinor: 0n,
  ...booked,
});

describe('a charge with nothing booked', () => {
  test('stands for its units when it is booked whole, and for none when a part of it is not used', () => {
    const units = new Big(4);
    expect(linesOf([january({ units })], [], '2026-01-01')).toMatchObject([{ units }]);
    const [part] = linesOf([january({ units, unused: secondHalf })], [], '2026-01-01');
    expect(part).toMatchObject({ amountMinor: 5_000n });
    expect(part).not.toHaveProperty('units');
    const [more] = linesOf([january({ units })], [billed({ fullMinor: 9_000n })], '2026-01-01');
    expect(more).toMatchObject({ books: 'difference', amountMinor: 1_000n });
    expect(more).not.toHaveProperty('units');
  });

  test('is booked whole, with its own quantity, price and days', () => {
    expect(linesOf([january()], [], '2026-01-01')).toEqual([
      {
        key: 'k',
        kind: 'subscription_period',
        sku: 'SEAT',
        books: 'full',
        amountMinor: 10_000n,
        quantity: new Big(4),
        unitPrice: new Big('25.00'),
        period: { from: '2026-01-01', to: '2026-01-31' },
        invoiceOn: '2026-01-01',
        description: null,
        reason: null,
        evidence: [],
      },
    ]);
  });

  test('is booked without what is known not to be used of it, for the days that are', () => {
    const [line] = linesOf([january({ unused: secondHalf })], [], '2026-01-01');
    expect(line).toMatchObject({
      amountMinor: 5000n,
      quantity: new Big(1),
      unitPrice: new Big(50),
      period: { from: '2026-01-01', to: '2026-01-15' },
    });
  });

  test('books nothing when it comes to nothing', () => {
    expect(linesOf([january({ fullMinor: 0n })], [], '2026-01-01')).toEqual([]);
  });

  test('waits for the day on which it is due', () => {
    expect(linesOf([january({ invoiceOn: '2026-01-02' })], [], '2026-01-01')).toEqual([]);
  });
});

describe('what is booked', () => {
  test('as it is charged books nothing', () => {
    expect(linesOf([january()], [billed()], '2026-06-01')).toEqual([]);
  });

  test('is credited from the day of a change on, with the reason, and not before that day', () => {
    const charges = [january({ unused: secondHalf })];
    expect(linesOf(charges, [billed()], '2026-01-15')).toEqual([]);
    expect(linesOf(charges, [billed()], '2026-02-20')).toMatchObject([
      {
        books: 'difference',
        amountMinor: -5000n,
        quantity: new Big(-1),
        unitPrice: new Big(50),
        period: secondHalf.period,
        invoiceOn: '2026-01-16',
        reason: {
          en: 'Credit for 2026-01-16 to 2026-01-31',
          ja: '2026-01-16〜2026-01-31分の減額',
        },
      },
    ]);
  });

  test('and credited is charged again when the change is taken back', () => {
    expect(linesOf([january()], [billed({ differenceMinor: -5000n })], '2026-02-20')).toMatchObject([
      { amountMinor: 5000n, invoiceOn: '2026-01-01', reason: { en: expect.stringContaining('Correction') } },
    ]);
  });

  test('at too little is charged the difference', () => {
    expect(linesOf([january({ fullMinor: 12_000n })], [billed()], '2026-02-20')).toMatchObject([
      {
        amountMinor: 2000n,
        quantity: new Big(1),
        unitPrice: new Big(20),
        invoiceOn: '2026-01-01',
        reason: {
          en: 'Correction for 2026-01-01 to 2026-01-31',
          ja: '2026-01-01〜2026-01-31分の訂正差額',
        },
      },
    ]);
  });

  test('at too little in many periods is charged on one day, the latest of theirs, whenever it is found', () => {
    const mended = (key: string, invoiceOn: string) => january({ key, invoiceOn, fullMinor: 12_000n });
    const charges = [mended('b', '2026-02-01'), mended('a', '2026-01-01'), mended('new', '2026-04-01')];
    const booked = [billed({ key: 'a' }), billed({ key: 'b', invoiceOn: '2026-02-01' })];
    for (const asOf of ['2026-04-01', '2026-04-02']) {
      expect(linesOf(charges, booked, asOf).map(({ key, invoiceOn }) => [key, invoiceOn])).toEqual([
        ['b', '2026-02-01'],
        ['a', '2026-02-01'],
        ['new', '2026-04-01'],
      ]);
    }
  });

  test('at too much is credited the difference', () => {
    expect(amountsOf(linesOf([january({ fullMinor: 7000n })], [billed()], '2026-02-20'))).toEqual([-3000n]);
  });

  test('and no longer charged is credited entirely, down to what people left of it', () => {
    const removed = linesOf([], [billed({ differenceMinor: 500n })], '2026-02-20');
    expect(removed).toMatchObject([
      {
        amountMinor: -10_500n,
        reason: { en: 'No longer charged for 2026-01-01 to 2026-01-31' },
      },
    ]);
    expect(amountsOf(linesOf([], [billed({ adjustmentMinor: -4000n })], '2026-02-20'))).toEqual([-6000n]);
  });

  test('and due after the day of the run is left alone by it', () => {
    expect(linesOf([], [billed()], '2025-12-31')).toEqual([]);
  });

  test('as a credit itself is charged back no further than to nothing', () => {
    const deposit = billed({ fullMinor: -10_000n, adjustmentMinor: 3000n });
    expect(amountsOf(linesOf([], [deposit], '2026-02-20'))).toEqual([7000n]);
  });
});

test('an upgrade in mid-period credits half of 20.00 and charges half of 30.00, 5.00 in all (PR-09, killbill invoicing-invoice-items)', () => {
  const plan = (unitPrice: string) => monthly({ items: [seat({ unitPrice })] });
  const before = runOver(contractOf({ '2013-04-11': plan('20.00') }), [], '2013-04-11');
  const contract = contractOf({ '2013-04-11': plan('20.00'), '2013-04-26': plan('30.00') });
  const { invoices } = runOver(contract, before.booked, '2013-04-26');
  expect(invoices).toMatchObject([{ invoiceOn: '2013-04-26', netMinor: 500n }]);
  expect(amountsOf(invoices[0]?.lines ?? [])).toEqual([1500n, -1000n]);
});

test('a credit is no more than an earlier adjustment left of the item: 239.95, not 241.89 (PR-08, killbill invoice_subsystem)', () => {
  const plan = (unitPrice: string) => monthly({ items: [seat({ unitPrice })] });
  const before = runOver(contractOf({ '2012-05-01': plan('249.95') }), [], '2012-05-01');
  const contract = contractOf({ '2012-05-01': plan('249.95'), '2012-05-02': plan('9.95') });
  const uncapped = linesOf(chargesOf(contract, '2012-05-02'), before.booked, '2012-05-02');
  expect(amountsOf(uncapped)).toEqual([-24_189n, 963n]);
  const adjusted = before.booked.map((booked) => ({ ...booked, adjustmentMinor: -1000n }));
  const capped = linesOf(chargesOf(contract, '2012-05-02'), adjusted, '2012-05-02');
  expect(amountsOf(capped)).toEqual([-23_995n, 963n]);
  expect(runOver(contract, adjusted, '2012-05-02')).toMatchObject({
    invoices: [],
    carriedCreditMinor: 23_032n,
  });
  const after = bookLines(adjusted, capped);
  expect(linesOf(chargesOf(contract, '2012-05-02'), after, '2012-05-02')).toEqual([]);
});

test('a credit of 29 of 30 days of 200.00 is 193.33 and 48.33 of tax, 241.66 in all (CN-02, Lago credit_note_rounding_spec)', () => {
  const plan = monthly({ items: [seat({ unitPrice: '200.00' })] });
  const before = runOver(contractOf({ '2026-04-01': plan }), [], '2026-04-01');
  const contract = contractOf({ '2026-04-01': plan }, { endsOn: '2026-04-01' });
  const [credit, ...others] = runOver(contract, before.booked, '2026-04-02').carried;
  expect(others).toEqual([]);
  expect(credit?.amountMinor).toBe(-19_333n);
  const { totals } = computeTotals({
    currency: currencyOf('USD'),
    rounding: 'half_up',
    lines: [
      {
        quantity: credit?.quantity ?? new Big(0),
        unitPrice: credit?.unitPrice ?? new Big(0),
        discountPercent: new Big(0),
        taxCategory: 'S',
        taxRatePercent: new Big(25),
      },
    ],
  });
  expect([totals.lineNet, totals.tax, totals.payable].map(({ amountMinor }) => amountMinor)).toEqual([
    -19_333n,
    -4833n,
    -24_166n,
  ]);
});

test('a key that is charged twice is our mistake', () => {
  expect(() => linesOf([january(), january()], [], '2026-01-01')).toThrow('charged once');
});
