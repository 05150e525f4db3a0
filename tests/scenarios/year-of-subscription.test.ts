import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../runtime/src/core/json.ts';
import { HUDSON } from '../support/sample-contracts.ts';
import { createYearLoop, type YearInvoice, type YearLoop } from './support/year-loop.ts';

let loop: YearLoop;

beforeAll(async () => {
  loop = await createYearLoop('2026-01-01');
  await loop.push('customer', HUDSON);
});
afterAll(() => loop.hub.close());

/** Access at the master's 2,400.00 in advance; calls after their month, the first 1,000 at 0.50, then at 0.20. */
const access = (effectiveOn: string, quantity: string, more: JsonObject = {}): JsonObject => ({
  effectiveOn,
  terms: 'net:30',
  plan: {
    form: 'subscription',
    interval: { unit: 'month', count: 1 },
    proration: { basis: 'day', interval: 'half_open' },
    items: [
      { kind: 'recurring', key: 'access', sku: 'API-P', quantity, timing: 'in_advance' },
      {
        ...{ kind: 'usage', key: 'calls', sku: 'API-P', meter: 'calls', aggregation: 'sum' },
        pricing: {
          model: 'graduated',
          tiers: [
            { upTo: '1000', unitPrice: '0.50' },
            { upTo: null, unitPrice: '0.20' },
          ],
        },
      },
    ],
    ...more,
  },
});

const FIRST = access('2026-01-01', '1');
const UPGRADE = access('2026-03-16', '2');
const PAUSE = access('2026-08-01', '2', { isPaused: true, items: [] });
const RESUMED = access('2026-10-01', '2');

const agree = (...revisions: JsonObject[]) =>
  loop.push('contract', {
    ...{ id: 'Access', title: 'Access', currency: 'USD', customer_id: 'c-1' },
    ...{ starts_on: '2026-01-01', ends_on: '2026-12-31', revisions },
  });
const use = (on: string, quantity: string) =>
  loop.push('billing_event', {
    ...{ id: `calls-${on}`, kind: 'usage', contract_id: 'Access', meter: 'calls' },
    ...{ at: `${on}T20:00:00Z`, quantity },
  });

/** Issued on the day of billing, due 30 days later; in dollars there is no tax. */
const bill = (number: string, on: string, dueOn: string, net: string, ...lines: string[]): YearInvoice => ({
  ...{ number: `INV-${number}`, type: 'invoice', billedOn: on, issuedOn: on, dueOn },
  ...{ lines, net, tax: '0.00', total: net },
});
const ONE = '1 × 2400 = 2400.00';
const TWO = '2 × 2400 = 4800.00';

const YEAR: YearInvoice[] = [
  bill('2026-0042', '2026-01-01', '2026-01-31', '2400.00', ONE),
  // 600 × 0.50
  bill('2026-0043', '2026-02-01', '2026-03-03', '2700.00', ONE, '600 × 0.5 = 300.00'),
  bill('2026-0044', '2026-03-01', '2026-03-31', '2400.00', ONE),
  // 16 of 31 days: 4,800 × 16/31 = 2,477.42, less 2,400 × 16/31 = 1,238.71.
  bill(
    '2026-0045',
    '2026-03-16',
    '2026-04-15',
    '1238.71',
    '1 × 2477.42 = 2477.42',
    '-1 × 1238.71 = -1238.71',
  ),
  // 1,000 × 0.50 + 500 × 0.20, over the upgrade.
  bill('2026-0046', '2026-04-01', '2026-05-01', '5400.00', TWO, '1 × 600 = 600.00'),
  bill('2026-0047', '2026-05-01', '2026-05-31', '4800.00', TWO),
  bill('2026-0048', '2026-06-01', '2026-07-01', '4800.00', TWO),
  bill('2026-0049', '2026-07-01', '2026-07-31', '4800.00', TWO),
  // 800 × 0.50 of July; access is paused.
  bill('2026-0050', '2026-08-01', '2026-08-31', '400.00', '800 × 0.5 = 400.00'),
  bill('2026-0051', '2026-10-01', '2026-10-31', '4800.00', TWO),
  // 200 × 0.50
  bill('2026-0052', '2026-11-01', '2026-12-01', '4900.00', TWO, '200 × 0.5 = 100.00'),
  bill('2026-0053', '2026-12-01', '2026-12-31', '4800.00', TWO),
  // 1,000 × 0.50 of December; the contract has ended.
  bill('2027-0001', '2027-01-01', '2027-01-31', '500.00', '1000 × 0.5 = 500.00'),
];

test('access is billed on the first of the month, its calls when the month is over', async () => {
  await agree(FIRST);
  expect(await loop.year()).toEqual(YEAR.slice(0, 1));
  await loop.runOn('2026-01-20');
  await use('2026-01-20', '600');
  expect(await loop.year()).toEqual(YEAR.slice(0, 1));
  await loop.runOn('2026-02-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 2));
  await loop.runOn('2026-03-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 3));
});

test('an upgrade is billed on its day for the days that are left, and calls run through it', async () => {
  await loop.runOn('2026-03-10');
  await use('2026-03-10', '900');
  await agree(FIRST, UPGRADE);
  expect(await loop.year()).toEqual(YEAR.slice(0, 3));
  await loop.runOn('2026-03-16');
  expect(await loop.year()).toEqual(YEAR.slice(0, 4));
  await loop.runOn('2026-03-25');
  await use('2026-03-25', '600');
  await loop.runOn('2026-04-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 5));
  for (const [index, day] of ['2026-05-01', '2026-06-01', '2026-07-01'].entries()) {
    await loop.runOn(day);
    expect(await loop.year()).toEqual(YEAR.slice(0, 6 + index));
  }
});

test('a pause bills what was used before it and nothing more, until it ends', async () => {
  await loop.runOn('2026-07-20');
  await use('2026-07-20', '800');
  await agree(FIRST, UPGRADE, PAUSE, RESUMED);
  expect(await loop.year()).toEqual(YEAR.slice(0, 8));
  for (const day of ['2026-08-01', '2026-09-01', '2026-09-30']) {
    await loop.runOn(day);
    expect(await loop.year()).toEqual(YEAR.slice(0, 9));
  }
  await loop.runOn('2026-10-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 10));
});

test('the months after it are billed as before, and the last calls after the end of the contract', async () => {
  await loop.runOn('2026-10-15');
  await use('2026-10-15', '200');
  await loop.runOn('2026-11-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 11));
  await loop.runOn('2026-12-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 12));
  await loop.runOn('2026-12-31');
  await use('2026-12-30', '1000');
  await loop.runOn('2027-01-01');
  expect(await loop.year()).toEqual(YEAR);
});

test('the year comes to its sum, once, and is paid to the last cent', async () => {
  await loop.runOn('2027-01-31');
  await loop.again();
  const year = await loop.year();
  expect(year).toEqual(YEAR);
  const cents = year.reduce((all, { net }) => all + BigInt(net.replace('.', '')), 0n);
  // Access 3 × 2,400 + 1,238.71 + 4 × 4,800 + 3 × 4,800; calls 300 + 600 + 400 + 100 + 500.
  expect(cents).toBe(4_393_871n);
  expect(Object.values(await loop.payAll())).toEqual(YEAR.map(() => '0'));
  expect(await loop.givenUp()).toEqual([]);
});
