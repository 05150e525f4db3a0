import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../runtime/src/core/json.ts';
import { contractOf, HUDSON } from '../support/sample-contracts.ts';
import { createYearLoop, type YearInvoice, type YearLoop } from './support/year-loop.ts';

let loop: YearLoop;

beforeAll(async () => {
  loop = await createYearLoop('2026-01-02');
  await loop.push('customer', HUDSON);
});
afterAll(() => loop.hub.close());

/** Billed by the month; an engineer is dearer from July, a month costs 5,000.00 at most. */
const contract = contractOf({
  id: 'Hours',
  startsOn: '2026-01-01',
  plan: {
    form: 'time_and_materials',
    interval: { unit: 'month', count: 1 },
    rates: [
      { role: 'engineer', sku: 'ONBOARD', hourlyRate: '150.00', from: '2026-01-01' },
      { role: 'engineer', sku: 'ONBOARD', hourlyRate: '160.00', from: '2026-07-01' },
      { role: 'designer', sku: 'ONBOARD', hourlyRate: '120.00', from: '2026-01-01' },
    ],
    expenses: { sku: 'API-P', markupPercent: '10' },
    capPerPeriod: '5000.00',
  },
  more: { ends_on: '2026-12-31' },
});

type Role = 'engineer' | 'designer';
const approved = (on: string): JsonObject => ({ approval: { by: 'Ken', at: `${on}T20:00:00Z` } });
const work = (id: string, on: string, role: Role, hours: string, more: JsonObject = approved(on)) =>
  loop.push('billing_event', {
    ...{ id, contract_id: 'Hours', kind: 'time_entry', on, person: 'Mei', role, hours },
    ...more,
  });

const billed = (on: string, dueOn: string) => ({ type: 'invoice', billedOn: on, issuedOn: on, dueOn });

/** In dollars the net is the total: sales of services are exempt there. */
const YEAR: YearInvoice[] = [
  {
    ...{ number: 'INV-2026-0042', ...billed('2026-02-01', '2026-03-03') },
    // The expense of 84.30 with 10 % on it.
    lines: ['8 × 150 = 1200.00', '10 × 120 = 1200.00', '1 × 92.73 = 92.73'],
    ...{ net: '2492.73', tax: '0.00', total: '2492.73' },
  },
  {
    ...{ number: 'INV-2026-0043', ...billed('2026-03-01', '2026-03-31') },
    lines: ['5 × 120 = 600.00'],
    ...{ net: '600.00', tax: '0.00', total: '600.00' },
  },
  {
    ...{ number: 'INV-2026-0044', ...billed('2026-04-01', '2026-05-01') },
    // March, and February's six hours that were approved in March.
    lines: ['6 × 150 = 900.00', '20 × 150 = 3000.00'],
    ...{ net: '3900.00', tax: '0.00', total: '3900.00' },
  },
  {
    ...{ number: 'INV-2026-0045', ...billed('2026-07-01', '2026-07-31') },
    lines: ['10 × 150 = 1500.00'],
    ...{ net: '1500.00', tax: '0.00', total: '1500.00' },
  },
  {
    ...{ number: 'INV-2026-0046', ...billed('2026-08-01', '2026-08-31') },
    lines: ['10 × 160 = 1600.00'],
    ...{ net: '1600.00', tax: '0.00', total: '1600.00' },
  },
  {
    ...{ number: 'INV-2026-0047', ...billed('2026-10-01', '2026-10-31') },
    // 4,800.00 leave 200.00 of the cap for the 600.00 of the designer.
    lines: ['30 × 160 = 4800.00', '1 × 200 = 200.00'],
    ...{ net: '5000.00', tax: '0.00', total: '5000.00' },
  },
  {
    ...{ number: 'INV-2026-0048', ...billed('2026-12-01', '2026-12-31') },
    // Four hours of November, and half an hour of July back: 9.5 × 160.00 − 10 × 160.00.
    lines: ['4 × 160 = 640.00', '-1 × 80 = -80.00'],
    ...{ net: '560.00', tax: '0.00', total: '560.00' },
  },
  {
    ...{ number: 'INV-2027-0001', ...billed('2027-01-01', '2027-01-31') },
    lines: ['2 × 160 = 320.00'],
    ...{ net: '320.00', tax: '0.00', total: '320.00' },
  },
];

test('hours of two roles and an expense with its markup are billed after their month', async () => {
  await loop.push('contract', contract);
  await loop.runOn('2026-01-31');
  await work('jan-1', '2026-01-12', 'engineer', '8');
  await work('jan-2', '2026-01-13', 'designer', '10');
  await loop.push('billing_event', {
    ...{ id: 'jan-3', contract_id: 'Hours', kind: 'expense', on: '2026-01-14', person: 'Mei' },
    ...{ amount: '84.30', ...approved('2026-01-15') },
  });
  expect(await loop.year()).toEqual([]);
  await loop.runOn('2026-02-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 1));
});

test('hours that nobody approved wait; approved after their month was billed, they come with the next', async () => {
  await loop.runOn('2026-02-27');
  await work('feb-1', '2026-02-10', 'designer', '5');
  await work('feb-2', '2026-02-11', 'engineer', '6', {});
  await loop.runOn('2026-03-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 2));
  await loop.runOn('2026-03-31');
  await work('feb-2', '2026-02-11', 'engineer', '6', approved('2026-03-10'));
  await work('mar-1', '2026-03-20', 'engineer', '20');
  expect(await loop.year()).toEqual(YEAR.slice(0, 2));
  await loop.runOn('2026-04-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 3));
});

test('the rate is that of the day of the work, and a month without work has no invoice', async () => {
  for (const day of ['2026-05-01', '2026-06-01', '2026-06-30']) await loop.runOn(day);
  await work('jun-1', '2026-06-30', 'engineer', '10');
  await loop.runOn('2026-07-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 4));
  await work('jul-1', '2026-07-01', 'engineer', '10');
  await loop.runOn('2026-08-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 5));
});

test('a month that reaches its cap is billed up to it, and the contract tells of it', async () => {
  await loop.runOn('2026-09-29');
  await work('sep-1', '2026-09-05', 'engineer', '30');
  await work('sep-2', '2026-09-20', 'designer', '5');
  await loop.runOn('2026-10-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 6));
  expect((await loop.contract('Hours')).findings.map(({ code }) => code)).toEqual(['time.capped']);
});

test('an entry that is corrected later is billed by its difference, with the next month', async () => {
  await loop.runOn('2026-11-28');
  await work('jul-1', '2026-07-01', 'engineer', '9.5');
  await work('nov-1', '2026-11-20', 'engineer', '4');
  await loop.runOn('2026-12-01');
  expect(await loop.year()).toEqual(YEAR.slice(0, 7));
  await loop.runOn('2026-12-20');
  await work('dec-1', '2026-12-18', 'engineer', '2');
  await loop.runOn('2027-01-01');
  expect(await loop.year()).toEqual(YEAR);
});

test('the year comes to its hours, once, and is paid to the last cent', async () => {
  await loop.runOn('2027-01-31');
  await loop.again();
  const year = await loop.year();
  expect(year).toEqual(YEAR);
  const cents = year.reduce((all, { net }) => all + BigInt(net.replace('.', '')), 0n);
  // 2,492.73 + 600 + 3,900 + 1,500 + 1,600 + 5,000 + 560 + 320
  expect(cents).toBe(1_597_273n);
  expect(Object.values(await loop.payAll())).toEqual(YEAR.map(() => '0'));
  expect(await loop.givenUp()).toEqual([]);
});
