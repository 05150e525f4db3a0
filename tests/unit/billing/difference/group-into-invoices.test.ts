import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { groupIntoInvoices } from '../../../../runtime/src/core/billing/difference/group-into-invoices.ts';
import { billingPeriods } from '../../../../runtime/src/core/billing/subscription/billing-periods.ts';
import { usageCharges } from '../../../../runtime/src/core/billing/usage/usage-charges.ts';
import { chargesOf, contractOf, currencyOf, monthly, seat } from '../subscription/subscription-contract.ts';
import { amountsOf, chargeOf, linesOf, runOver } from './ledger.ts';

const USD = currencyOf('USD');

const due = (key: string, invoiceOn: string, fullMinor: bigint) =>
  chargeOf({
    ...{ key, invoiceOn, fullMinor },
    quantity: new Big(1),
    unitPrice: new Big(fullMinor.toString()).div(100),
  });

const groupsOf = (charges: ReturnType<typeof due>[], collective = false) =>
  groupIntoInvoices(linesOf(charges, [], '2026-12-31'), { collective, currency: USD });

const tableOf = ({ invoices, carriedCreditMinor }: ReturnType<typeof groupsOf>) => [
  ...invoices.map(({ invoiceOn, lines }) => [invoiceOn, ...amountsOf(lines)]),
  carriedCreditMinor,
];

test('each day on which something is due is one invoice, oldest first', () => {
  const charges = [due('b', '2026-02-01', 200n), due('a', '2026-01-01', 100n), due('c', '2026-02-01', 300n)];
  expect(tableOf(groupsOf(charges))).toEqual([['2026-01-01', 100n], ['2026-02-01', 200n, 300n], 0n]);
});

test('a collective invoice has all of it, dated by the latest', () => {
  const charges = [due('b', '2026-02-01', 200n), due('a', '2026-01-01', 100n)];
  expect(tableOf(groupsOf(charges, true))).toEqual([['2026-02-01', 100n, 200n], 0n]);
  expect(tableOf(groupsOf([], true))).toEqual([0n]);
});

describe('a day that comes to less than nothing', () => {
  test('is no invoice, and its lines are set off on the next one', () => {
    const charges = [
      due('a', '2026-01-01', 100n),
      due('b', '2026-01-01', -400n),
      due('c', '2026-02-01', 1000n),
    ];
    expect(tableOf(groupsOf(charges))).toEqual([['2026-02-01', 1000n, 100n, -400n], 0n]);
  });

  test('is set off in parts while invoices are smaller than it', () => {
    const charges = [
      due('a', '2026-01-01', -250n),
      due('b', '2026-02-01', 100n),
      due('c', '2026-03-01', 100n),
    ];
    expect(tableOf(groupsOf(charges))).toEqual([
      ['2026-02-01', 100n, -100n],
      ['2026-03-01', 100n, -100n],
      50n,
    ]);
  });
});

test('a day’s own credit comes off its invoice before older ones do', () => {
  const charges = [
    due('old', '2026-01-01', -100n),
    due('final', '2026-02-01', 300n),
    due('deposit', '2026-02-01', -250n),
  ];
  expect(tableOf(groupsOf(charges))).toEqual([['2026-02-01', 300n, -250n, -50n], 50n]);
});

test('from annual to monthly the credit of 5,041.10 outweighs 32.26 and 5,008.84 is carried (PR-07, killbill invoicing-dry-run)', () => {
  const annual = monthly({
    interval: { unit: 'year', count: 1 },
    items: [seat({ unitPrice: '10000.00' })],
  });
  const month = monthly({ anchorDay: 25, items: [seat({ unitPrice: '1000.00' })] });
  const before = runOver(contractOf({ '2017-07-27': annual }), [], '2017-07-27');
  expect(before.invoices).toMatchObject([{ netMinor: 1_000_000n }]);
  const contract = contractOf({ '2017-07-27': annual, '2018-01-24': month });
  const changed = runOver(contract, before.booked, '2018-01-24');
  expect(changed.invoices).toEqual([]);
  expect(amountsOf(changed.carried)).toEqual([-504_110n, 3226n]);
  expect(changed.carriedCreditMinor).toBe(500_884n);
  const next = runOver(contract, changed.booked, '2018-01-25');
  expect(next.invoices).toMatchObject([{ invoiceOn: '2018-01-25', netMinor: 0n }]);
  expect(next.carriedCreditMinor).toBe(400_884n);
  expect(runOver(contract, next.booked, '2018-01-25')).toMatchObject({
    invoices: [],
    carriedCreditMinor: 400_884n,
  });
});

test('a downgrade after 20 of 30 days leaves 10.00 for the renewal, which comes to 20.00 (PR-12, Chargebee proration-old)', () => {
  const plan = (unitPrice: string) => monthly({ items: [seat({ unitPrice })] });
  const before = runOver(contractOf({ '2012-04-01': plan('60.00') }), [], '2012-04-01');
  const contract = contractOf({ '2012-04-01': plan('60.00'), '2012-04-21': plan('30.00') });
  const changed = runOver(contract, before.booked, '2012-04-21');
  expect(amountsOf(changed.carried)).toEqual([-2000n, 1000n]);
  expect([changed.invoices.length, changed.carriedCreditMinor]).toEqual([0, 1000n]);
  const renewed = runOver(contract, changed.booked, '2012-05-01');
  expect(renewed.invoices).toMatchObject([{ invoiceOn: '2012-05-01', netMinor: 2000n }]);
  expect(renewed.carriedCreditMinor).toBe(0n);
});

test('a period in advance and 13 units in arrears are one invoice of 48.00 (TI-07, killbill consumable_in_arrear)', () => {
  const contract = contractOf({
    '2026-01-01': monthly({
      items: [
        seat({ unitPrice: '30.00' }),
        {
          kind: 'usage',
          key: 'units',
          sku: 'UNIT',
          meter: 'units',
          aggregation: 'sum',
          pricing: {
            model: 'graduated',
            tiers: [
              { upTo: '5', unitPrice: '2' },
              { upTo: null, unitPrice: '1' },
            ],
          },
        },
      ],
    }),
  });
  const periods = billingPeriods(contract, '2026-02-01');
  const [period] = periods.ok ? periods.value : [];
  if (period === undefined) throw new Error('January has ended');
  const usage = usageCharges({
    item: period.item,
    periods: [period.period],
    usageByPeriod: new Map([
      ['2026-01-01', { units: { numerator: 13n, denominator: 1n }, events: 13, withoutKey: 0 }],
    ]),
    asOf: '2026-02-01',
    currency: USD,
    rounding: 'half_up',
    listPriceOn: () => null,
  });
  const charges = [...chargesOf(contract, '2026-02-01'), ...(usage.ok ? usage.value : [])];
  const { invoices } = groupIntoInvoices(linesOf(charges, [], '2026-02-01'), {
    collective: false,
    currency: USD,
  });
  expect(invoices.map(({ invoiceOn, lines, netMinor }) => [invoiceOn, amountsOf(lines), netMinor])).toEqual([
    ['2026-01-01', [3000n], 3000n],
    ['2026-02-01', [3000n, 1800n], 4800n],
  ]);
});
