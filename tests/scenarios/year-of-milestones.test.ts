import { afterAll, beforeAll, expect, test } from 'vitest';
import { HIBIKI } from '../support/sample-contracts.ts';
import { createYearLoop, type YearInvoice, type YearLoop } from './support/year-loop.ts';

let loop: YearLoop;

beforeAll(async () => {
  loop = await createYearLoop('2026-01-15');
  await loop.push('customer', HIBIKI);
});
afterAll(() => loop.hub.close());

const milestone = (key: string, amount: string) => ({
  key,
  sku: 'ONBOARD',
  name: { en: key, ja: key },
  amount,
});

/** 2,000,000 + 2,500,000 + 1,000,000 in milestones and 500,000 at the end; the deposit is 30 % of all. */
const contract = {
  id: 'Project',
  title: 'Project',
  currency: 'JPY',
  customer_id: 'c-2',
  starts_on: '2026-01-15',
  revisions: [
    {
      effectiveOn: '2026-01-15',
      terms: 'eom+1:day31',
      plan: {
        form: 'milestones',
        total: '6000000',
        deposit: { sku: 'ONBOARD', amount: '1800000', deduction: 'pro_rata' },
        milestones: [
          milestone('design', '2000000'),
          milestone('build', '2500000'),
          milestone('rollout', '1000000'),
        ],
        finalSku: 'ONBOARD',
      },
    },
  ],
};

const delivered = (key: string, on: string) =>
  loop.push('billing_event', {
    ...{ id: `${key}-delivered`, contract_id: 'Project', kind: 'milestone_delivered' },
    ...{ milestone_id: key, on },
  });
const accepted = (key: string, on: string) =>
  loop.push('billing_event', {
    ...{ id: `${key}-accepted`, contract_id: 'Project', kind: 'milestone_accepted' },
    ...{ milestone_id: key, on, accepted_by: 'Dana' },
  });

/** Tax is 10 % of the net. */
const YEAR: YearInvoice[] = [
  {
    ...{ number: 'JP-2026-0001', type: 'deposit' },
    ...{ billedOn: '2026-01-15', issuedOn: '2026-01-15', dueOn: '2026-02-28' },
    lines: ['1 × 1800000 = 1800000'],
    ...{ net: '1800000', tax: '180000', total: '1980000' },
  },
  {
    ...{ number: 'JP-2026-0002', type: 'invoice' },
    ...{ billedOn: '2026-03-25', issuedOn: '2026-03-25', dueOn: '2026-04-30' },
    // 1,800,000 × 2/6 of the deposit is deducted.
    lines: ['1 × 2000000 = 2000000', '-1 × 600000 = -600000'],
    ...{ net: '1400000', tax: '140000', total: '1540000' },
  },
  {
    ...{ number: 'JP-2026-0003', type: 'invoice' },
    ...{ billedOn: '2026-07-03', issuedOn: '2026-07-03', dueOn: '2026-08-31' },
    // 1,800,000 × 2.5/6.
    lines: ['1 × 2500000 = 2500000', '-1 × 750000 = -750000'],
    ...{ net: '1750000', tax: '175000', total: '1925000' },
  },
  {
    ...{ number: 'JP-2026-0004', type: 'final' },
    ...{ billedOn: '2026-12-10', issuedOn: '2026-12-10', dueOn: '2027-01-31' },
    // What is left of the deposit, 1,800,000 − 600,000 − 750,000: 30 % of the milestone, 30 % of the rest.
    lines: ['1 × 1000000 = 1000000', '1 × 500000 = 500000', '-1 × 300000 = -300000', '-1 × 150000 = -150000'],
    ...{ net: '1050000', tax: '105000', total: '1155000' },
  },
];

test('the deposit is billed on the first day, and months without a milestone bill nothing', async () => {
  await loop.push('contract', contract);
  expect(await loop.year()).toEqual(YEAR.slice(0, 1));
  for (const day of ['2026-02-01', '2026-03-01']) await loop.runOn(day);
  expect(await loop.year()).toEqual(YEAR.slice(0, 1));
});

test('a milestone that is delivered waits for its acceptance, less its share of the deposit', async () => {
  await loop.runOn('2026-03-10');
  await delivered('design', '2026-03-10');
  expect(await loop.year()).toEqual(YEAR.slice(0, 1));
  await loop.runOn('2026-03-25');
  await accepted('design', '2026-03-25');
  expect(await loop.year()).toEqual(YEAR.slice(0, 2));
});

test('one that is accepted before its delivery is on record is billed on the day of the later', async () => {
  for (const day of ['2026-04-01', '2026-05-01', '2026-06-01', '2026-06-30']) await loop.runOn(day);
  await accepted('build', '2026-06-30');
  expect(await loop.year()).toEqual(YEAR.slice(0, 2));
  await loop.runOn('2026-07-03');
  await delivered('build', '2026-07-03');
  expect(await loop.year()).toEqual(YEAR.slice(0, 3));
});

test('the last milestone makes the final invoice, which names those before it', async () => {
  for (const day of ['2026-08-01', '2026-09-01', '2026-10-01', '2026-11-01', '2026-11-20']) {
    await loop.runOn(day);
  }
  await delivered('rollout', '2026-11-20');
  expect(await loop.year()).toEqual(YEAR.slice(0, 3));
  await loop.runOn('2026-12-10');
  await accepted('rollout', '2026-12-10');
  expect(await loop.year()).toEqual(YEAR);
  const [final] = (await loop.documents('Project')).filter(({ type }) => type === 'final');
  expect(final?.preceding).toEqual(['JP-2026-0001', 'JP-2026-0002', 'JP-2026-0003']);
});

test('the year comes to the total of the contract, once, and is paid to the last yen', async () => {
  await loop.runOn('2027-01-31');
  await loop.again();
  const year = await loop.year();
  expect(year).toEqual(YEAR);
  const sum = (key: 'net' | 'tax') => year.reduce((all, invoice) => all + BigInt(invoice[key]), 0n);
  expect([sum('net'), sum('tax')]).toEqual([6_000_000n, 600_000n]);
  expect(Object.values(await loop.payAll())).toEqual(['0', '0', '0', '0']);
  expect(await loop.givenUp()).toEqual([]);
});
