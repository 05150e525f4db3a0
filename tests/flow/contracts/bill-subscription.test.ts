import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { readLeakage } from '../../../runtime/src/flow/contracts/read-leakage.ts';
import { type ContractLoop, CUSTOMER, createContractLoop } from './contract-loop.ts';

let loop: ContractLoop;

beforeAll(async () => {
  loop = await createContractLoop('2026-01-31');
  await loop.push('customer', CUSTOMER);
});
afterAll(() => loop.hub.close());

/** Platforms at the master's 12,000.00 each, by the month. */
const platforms = (effectiveOn: string, quantity: string, more: JsonObject = {}): JsonObject => ({
  effectiveOn,
  terms: 'net:30',
  plan: {
    form: 'subscription',
    interval: { unit: 'month', count: 1 },
    anchorDay: 31,
    proration: { basis: 'day', interval: 'half_open' },
    items: [{ kind: 'recurring', key: 'platform', sku: 'PLAT-Y', quantity, timing: 'in_advance' }],
    ...more,
  },
});

const contract = (
  title: string,
  startsOn: string,
  revisions: JsonObject[],
  more: JsonObject = {},
): JsonObject => ({
  id: title,
  title,
  currency: 'USD',
  customer_id: 'c-1',
  starts_on: startsOn,
  revisions,
  ...more,
});

const bill = (on: string, net: string, ...lines: string[]) => ({ on, isIssued: true, net, lines });

test('one that begins on 31 January is billed on the last day of each month, once, also after days without a run', async () => {
  const monthly = contract('Monthly', '2026-01-31', [platforms('2026-01-31', '1')]);
  await loop.push('contract', monthly);
  await loop.push('contract', monthly);
  await loop.runOn('2026-02-27');
  await loop.runOn('2026-02-28');
  await loop.runOn('2026-02-28');
  await loop.runOn('2026-05-02');
  expect(await loop.bills('Monthly')).toEqual([
    bill('2026-01-31', '12000.00', 'sub:platform:2026-01-31 12000.00'),
    bill('2026-02-28', '12000.00', 'sub:platform:2026-02-28 12000.00'),
    bill('2026-03-31', '12000.00', 'sub:platform:2026-03-31 12000.00'),
    bill('2026-04-30', '12000.00', 'sub:platform:2026-04-30 12000.00'),
  ]);
  expect((await loop.contract('Monthly')).nextRunOn).toBe('2026-05-31');
});

test('an upgrade in mid-period that becomes known late credits the days that are left and bills them anew', async () => {
  const revisions = [platforms('2026-06-01', '1', { anchorDay: 1 })];
  await loop.runOn('2026-06-01');
  await loop.push('contract', contract('Upgrade', '2026-06-01', revisions));
  await loop.runOn('2026-06-20');
  revisions.push(platforms('2026-06-16', '2', { anchorDay: 1 }));
  await loop.push('contract', contract('Upgrade', '2026-06-01', revisions));
  await loop.runOn('2026-07-01');
  expect(await loop.bills('Upgrade')).toEqual([
    bill('2026-06-01', '12000.00', 'sub:platform:2026-06-01 12000.00'),
    // 15 of 30 days: 24,000 / 2, less 12,000 / 2.
    bill('2026-06-16', '6000.00', 'sub:platform:2026-06-16 12000.00', 'sub:platform:2026-06-01 -6000.00'),
    bill('2026-07-01', '24000.00', 'sub:platform:2026-07-01 24000.00'),
  ]);
});

test('a downgrade is no invoice below zero: its credit is set off against the next', async () => {
  const revisions = [platforms('2026-08-01', '2', { anchorDay: 1 })];
  await loop.runOn('2026-08-01');
  await loop.push('contract', contract('Downgrade', '2026-08-01', revisions));
  revisions.push(platforms('2026-08-16', '1', { anchorDay: 1 }));
  await loop.runOn('2026-08-20');
  await loop.push('contract', contract('Downgrade', '2026-08-01', revisions));
  expect(await loop.bills('Downgrade')).toHaveLength(1);
  await loop.runOn('2026-09-01');
  // 16 of 31 days: 24,000 × 16/31 = 12,387.10 back, 12,000 × 16/31 = 6,193.55 billed.
  expect(await loop.bills('Downgrade')).toEqual([
    bill('2026-08-01', '24000.00', 'sub:platform:2026-08-01 24000.00'),
    bill(
      '2026-09-01',
      '5806.45',
      'sub:platform:2026-09-01 12000.00',
      'sub:platform:2026-08-16 6193.55',
      'sub:platform:2026-08-01 -12387.10',
    ),
  ]);
});

test('usage is billed after its period by its tiers, up to the minimum; what comes late is a line of its own', async () => {
  const usage = {
    kind: 'usage',
    key: 'calls',
    sku: 'API-P',
    meter: 'calls',
    aggregation: 'sum',
    pricing: {
      model: 'graduated',
      tiers: [
        { upTo: '1000', unitPrice: '0.50' },
        { upTo: null, unitPrice: '0.20' },
      ],
    },
    minimumCommitment: '400.00',
  };
  await loop.runOn('2026-10-01');
  await loop.push(
    'contract',
    contract('Usage', '2026-10-01', [platforms('2026-10-01', '1', { anchorDay: 1, items: [usage] })]),
  );
  const use = (id: string, at: string, quantity: string) =>
    loop.push('billing_event', { id, kind: 'usage', contract_id: 'Usage', meter: 'calls', at, quantity });
  await use('u1', '2026-10-05T10:00:00Z', '400');
  await use('u2', '2026-11-01T06:59:00Z', '200');
  // In Los Angeles, where the entity is, November has begun an hour ago.
  await use('u3', '2026-11-01T08:00:00Z', '1500');
  await loop.runOn('2026-11-01');
  await use('u4', '2026-10-30T10:00:00Z', '500');
  await use('u4', '2026-10-30T10:00:00Z', '500');
  await loop.runOn('2026-12-01');
  expect(await loop.bills('Usage')).toEqual([
    // 600 × 0.50, and 100.00 up to the minimum.
    bill('2026-11-01', '400.00', 'usage:calls:2026-10-01 300.00', 'commitment:calls:2026-10-01 100.00'),
    // 1,000 × 0.50 + 100 × 0.20 = 520.00 in all, and the minimum is reached.
    bill('2026-11-01', '120.00', 'usage:calls:2026-10-01 220.00', 'commitment:calls:2026-10-01 -100.00'),
    bill('2026-12-01', '600.00', 'usage:calls:2026-11-01 600.00'),
  ]);
});

test('usage is taken for the days that are agreed; what comes later is told of and not billed, until the days are more', async () => {
  const usage = (more: JsonObject): JsonObject => ({
    ...{ kind: 'usage', key: 'calls', sku: 'API-P', meter: 'late calls', aggregation: 'sum' },
    ...{ pricing: { model: 'standard', unitPrice: '2.00' }, ...more },
  });
  const agree = (more: JsonObject) =>
    loop.push(
      'contract',
      contract('Late usage', '2026-12-01', [
        platforms('2026-12-01', '1', { anchorDay: 1, items: [usage(more)] }),
      ]),
    );
  const use = (id: string, at: string, quantity: string) =>
    loop.push('billing_event', {
      ...{ id, kind: 'usage', contract_id: 'Late usage', meter: 'late calls', at, quantity },
    });
  await loop.runOn('2026-12-10');
  await agree({ lateDays: 5 });
  await use('late-1', '2026-12-09T10:00:00Z', '100');
  // 1 to 5 January are the five days; the last of them ends in Los Angeles at 08:00 UTC of the 6th.
  await loop.runOn('2027-01-01');
  await loop.runOn('2027-01-05');
  await use('late-2', '2026-12-20T10:00:00Z', '10');
  await loop.runOn('2027-01-06');
  await use('late-3', '2026-12-21T10:00:00Z', '7');
  await use('late-3', '2026-12-21T10:00:00Z', '7');
  // A correction of what came in time is no late usage.
  await use('late-1', '2026-12-09T10:00:00Z', '90');
  await loop.runOn('2027-02-01');
  const inTime = [
    bill('2027-01-01', '200.00', 'usage:calls:2026-12-01 200.00'),
    bill('2027-01-01', '20.00', 'usage:calls:2026-12-01 20.00'),
  ];
  expect(await loop.bills('Late usage')).toEqual(inTime);
  const { findings } = await loop.contract('Late usage');
  expect(findings.map(({ code, pointer }) => [code, pointer])).toEqual([
    ['usage.too_late', '/usage/calls/2026-12-01'],
  ]);
  expect(findings[0]?.text.en).toContain(
    'until 2027-01-05. What came later is not billed: 1 record, 7 in all.',
  );
  const { refused } = await readLeakage({ ctx: loop.hub.system(loop.organization.id) });
  expect(refused.map(({ contractTitle, finding }) => [contractTitle, finding.code])).toContainEqual([
    'Late usage',
    'usage.too_late',
  ]);
  await agree({ lateDays: 45 });
  expect((await loop.contract('Late usage')).findings).toEqual([]);
  await use('late-1', '2026-12-09T10:00:00Z', '100');
  expect(await loop.bills('Late usage')).toEqual([
    ...inTime,
    bill('2027-01-01', '14.00', 'usage:calls:2026-12-01 14.00'),
  ]);
});

test('one that bills beyond its limit is parked with the reason and bills nothing more', async () => {
  await loop.runOn('2027-03-15');
  await loop.push(
    'contract',
    contract('Limited', '2027-03-15', [platforms('2027-03-15', '1', { anchorDay: 15 })], {
      not_to_exceed: '20000.00',
    }),
  );
  await loop.runOn('2027-04-15');
  expect(await loop.bills('Limited')).toEqual([
    bill('2027-03-15', '12000.00', 'sub:platform:2027-03-15 12000.00'),
  ]);
  expect((await loop.contract('Limited')).parked?.map(({ code }) => code)).toEqual([
    'contract.not_to_exceed',
  ]);
});

test('one whose customer is not known waits, and is billed when the customer comes', async () => {
  await loop.push('contract', {
    ...contract('Waiting', '2027-04-15', [platforms('2027-04-15', '1', { anchorDay: 15 })]),
    customer_id: 'c-2',
  });
  expect(await loop.bills('Waiting')).toEqual([]);
  await loop.push('customer', { ...CUSTOMER, id: 'c-2' });
  expect(await loop.bills('Waiting')).toEqual([
    bill('2027-04-15', '12000.00', 'sub:platform:2027-04-15 12000.00'),
  ]);
});
