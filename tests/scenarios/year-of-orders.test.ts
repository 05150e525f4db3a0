import { afterAll, beforeAll, expect, test } from 'vitest';
import { HIBIKI } from '../support/sample-contracts.ts';
import { createYearLoop, type YearInvoice, type YearLoop } from './support/year-loop.ts';

let loop: YearLoop;

beforeAll(async () => {
  loop = await createYearLoop('2026-01-05');
  await loop.push('customer', HIBIKI);
});
afterAll(() => loop.hub.close());

/** Closed at the end of the month, to be paid by the end of the next. */
const order = (id: string, key: string, sku: string, quantity: string, unitPrice: string) =>
  loop.push('contract', {
    ...{ id, title: id, currency: 'JPY', customer_id: 'c-2', starts_on: '2026-01-05' },
    collective: { closingDay: 31, terms: 'eom+1:day31' },
    revisions: [
      {
        effectiveOn: '2026-01-05',
        plan: {
          form: 'order',
          billing: { when: 'per_shipment' },
          lines: [{ key, sku, quantity, unitPrice }],
        },
      },
    ],
  });
const ship = (id: string, orderId: 'Tea' | 'Access', on: string, quantity: string) =>
  loop.push('billing_event', {
    ...{ id, contract_id: orderId, kind: 'shipment', on },
    lines: [{ orderLineKey: orderId === 'Tea' ? 'tea' : 'api', quantity }],
  });

const closed = (on: string, dueOn: string) => ({ type: 'invoice', billedOn: on, issuedOn: on, dueOn });

/** Tea at ¥1,235 with 8 % tax and access at ¥360,000 with 10 %: one tax amount for each rate, rounded down. */
const YEAR: YearInvoice[] = [
  {
    ...{ number: 'JP-2026-0001', ...closed('2026-01-31', '2026-02-28') },
    lines: ['4 × 1235 = 4940', '1 × 360000 = 360000'],
    // 36,000 and 395.2
    ...{ net: '364940', tax: '36395', total: '401335' },
  },
  {
    ...{ number: 'JP-2026-0002', ...closed('2026-02-28', '2026-03-31') },
    lines: ['7 × 1235 = 8645', '3 × 1235 = 3705'],
    // 8 % of 12,350; each shipment by itself would come to 691 + 296.
    ...{ net: '12350', tax: '988', total: '13338' },
  },
  {
    ...{ number: 'JP-2026-0003', ...closed('2026-04-30', '2026-05-31') },
    lines: ['11 × 1235 = 13585', '2 × 360000 = 720000'],
    // 72,000 and 1,086.8
    ...{ net: '733585', tax: '73086', total: '806671' },
  },
  {
    ...{ number: 'JP-2026-0004', ...closed('2026-08-31', '2026-09-30') },
    lines: ['1 × 1235 = 1235'],
    // 98.8
    ...{ net: '1235', tax: '98', total: '1333' },
  },
  {
    ...{ number: 'JP-2026-0005', ...closed('2026-09-30', '2026-10-31') },
    lines: ['5 × 1235 = 6175'],
    ...{ net: '6175', tax: '494', total: '6669' },
  },
  {
    ...{ number: 'JP-2026-0006', ...closed('2026-12-31', '2027-01-31') },
    // Of the 12 boxes 9 were left of the order: 40 − 4 − 7 − 3 − 11 − 1 − 5.
    lines: ['9 × 1235 = 11115'],
    // 889.2
    ...{ net: '11115', tax: '889', total: '12004' },
  },
];

test('partial shipments of two orders are on one invoice at the end of their month', async () => {
  await order('Tea', 'tea', 'TEA-BOX', '40', '1235');
  await order('Access', 'api', 'API-P', '3', '360000');
  await loop.runOn('2026-01-20');
  await ship('t1', 'Tea', '2026-01-12', '4');
  await ship('a1', 'Access', '2026-01-20', '1');
  await loop.runOn('2026-01-30');
  expect(await loop.year()).toEqual([]);
  await loop.runOn('2026-01-31');
  expect(await loop.year()).toEqual(YEAR.slice(0, 1));
});

test('a month with two shipments of one order has its tax once, one without any has no invoice', async () => {
  await loop.runOn('2026-02-03');
  await ship('t2', 'Tea', '2026-02-03', '7');
  await loop.runOn('2026-02-27');
  await ship('t3', 'Tea', '2026-02-27', '3');
  await loop.runOn('2026-02-28');
  expect(await loop.year()).toEqual(YEAR.slice(0, 2));
  await loop.runOn('2026-03-31');
  expect(await loop.year()).toEqual(YEAR.slice(0, 2));
  await loop.runOn('2026-04-29');
  await ship('t4', 'Tea', '2026-04-10', '11');
  await ship('a2', 'Access', '2026-04-29', '2');
  await loop.runOn('2026-04-30');
  expect(await loop.year()).toEqual(YEAR.slice(0, 3));
});

test('a shipment that is told after its month was billed is on the invoice of the next closing day', async () => {
  for (const day of ['2026-05-31', '2026-06-30', '2026-07-31', '2026-08-20']) await loop.runOn(day);
  await ship('t5', 'Tea', '2026-08-20', '1');
  await loop.runOn('2026-08-31');
  expect(await loop.year()).toEqual(YEAR.slice(0, 4));
  await loop.runOn('2026-09-02');
  await ship('t6', 'Tea', '2026-08-05', '5');
  expect(await loop.year()).toEqual(YEAR.slice(0, 4));
  await loop.runOn('2026-09-30');
  expect(await loop.year()).toEqual(YEAR.slice(0, 5));
});

test('what is shipped beyond the order is told of and not billed', async () => {
  for (const day of ['2026-10-31', '2026-11-30', '2026-12-21']) await loop.runOn(day);
  await ship('t7', 'Tea', '2026-12-21', '12');
  await loop.runOn('2026-12-31');
  expect(await loop.year()).toEqual(YEAR);
  expect((await loop.contract('Tea')).findings.map(({ code }) => code)).toEqual(['order.over_shipped']);
});

test('the year comes to what was ordered, once, and is paid to the last yen', async () => {
  await loop.runOn('2027-01-31');
  await loop.again();
  const year = await loop.year();
  expect(year).toEqual(YEAR);
  const sum = (key: 'net' | 'tax') => year.reduce((all, invoice) => all + BigInt(invoice[key]), 0n);
  // 40 × 1,235 + 3 × 360,000; 36,395 + 988 + 73,086 + 98 + 494 + 889.
  expect([sum('net'), sum('tax')]).toEqual([1_129_400n, 111_950n]);
  expect(Object.values(await loop.payAll())).toEqual(['0', '0', '0', '0', '0', '0']);
  expect(await loop.givenUp()).toEqual([]);
});
