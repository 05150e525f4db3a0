import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BookedCharge } from '../../../../runtime/src/core/billing/charge.ts';
import { bookDifference } from '../../../../runtime/src/core/billing/difference/book-difference.ts';
import { timeCharges } from '../../../../runtime/src/core/billing/time/time-charges.ts';
import type { TimePlan } from '../../../../runtime/src/core/canonical/contract-time.ts';
import { brief, contractOf, factOf, inputOf, resultValue, sumMinor } from '../form-input.ts';

const plan: TimePlan = {
  form: 'time_and_materials',
  interval: { unit: 'month', count: 1 },
  detail: 'entry',
  rates: [
    { role: 'dev', sku: 'dev-hour', hourlyRate: '12000', from: '2026-01-01' },
    { role: 'dev', sku: 'dev-hour', hourlyRate: '13000', from: '2026-07-01' },
  ],
  expenses: { sku: 'expense', markupPercent: '10' },
};
const approval = { by: 'Sato', at: '2026-02-01T00:00:00Z' };
const hours = (id: string, on: string, count: string, other: Record<string, unknown> = {}, version = 1) =>
  factOf(
    id,
    { kind: 'time_entry', on, person: 'Ito', role: 'dev', hours: count, approval, ...other },
    version,
  );
const expense = (id: string, on: string, amount: string) =>
  factOf(id, { kind: 'expense', on, person: 'Ito', amount, approval });
const run = (
  facts: Parameters<typeof inputOf>[1],
  other: Partial<TimePlan> = {},
  asOf = '2027-01-31',
  booked: readonly BookedCharge[] = [],
) => resultValue(timeCharges({ ...inputOf(contractOf({ ...plan, ...other }), facts, { asOf }), booked }));

test('a year of hours is billed after each month, by the rate of its day', () => {
  const facts = [
    hours('t1', '2026-01-31', '7.5'),
    hours('t2', '2026-06-30', '8'),
    hours('t3', '2026-07-01', '8'),
    expense('e1', '2026-12-24', '999'),
  ];
  expect(run(facts, {}, '2026-01-31').charges).toEqual([]);
  expect(brief(run(facts).charges)).toEqual([
    ['time:t1', '2026-02-01', 90000n],
    ['time:t2', '2026-07-01', 96000n],
    ['time:t3', '2026-08-01', 104000n],
    ['expense:e1', '2027-01-01', 1099n], // 1,098.9
  ]);
});

test('only what is approved is billed', () => {
  const { charges, findings } = run([hours('t1', '2026-02-01', '8', { approval: undefined })]);
  expect(charges).toEqual([]);
  expect(findings).toMatchObject([{ code: 'time.not_approved', pointer: '/facts/t1', level: 'info' }]);
});

test('a role without a rate on the day is a finding, never a price of zero', () => {
  const { charges, findings } = run([hours('t1', '2026-02-01', '8', { role: 'lead' })]);
  expect(charges).toEqual([]);
  expect(findings).toMatchObject([{ code: 'time.rate_missing', pointer: '/facts/t1/role', level: 'error' }]);
});

test('a cap parts the entry on its border exactly, and what is beyond is charged at zero', () => {
  const facts = [
    hours('t1', '2026-02-01', '8'),
    hours('t2', '2026-02-02', '8'),
    hours('t3', '2026-02-03', '1'),
    hours('t4', '2026-03-01', '1'),
  ];
  const { charges, findings } = run(facts, { capPerPeriod: '100000' });
  expect(brief(charges)).toEqual([
    ['time:t1', '2026-03-01', 96000n],
    ['time:t2', '2026-03-01', 4000n],
    ['time:t3', '2026-03-01', 0n],
    ['time:t4', '2026-04-01', 12000n],
  ]);
  expect(findings.map(({ code, pointer }) => [code, pointer])).toEqual([
    ['time.capped', '/facts/t2'],
    ['time.capped', '/facts/t3'],
  ]);
});

test('more than may be billed in all is an error finding, which parks the contract', () => {
  const over = (notToExceed: string) =>
    resultValue(
      timeCharges({
        ...inputOf(contractOf(plan, { notToExceed }), [hours('t1', '2026-02-01', '8')]),
        booked: [],
      }),
    ).findings;
  expect(over('96000')).toEqual([]);
  expect(over('95999')).toMatchObject([
    { code: 'contract.not_to_exceed', pointer: '/notToExceed', level: 'error' },
  ]);
});

test('the contract ends its last period, and later entries are findings', () => {
  const contract = contractOf(plan, { endsOn: '2026-02-10' });
  const facts = [hours('t1', '2026-02-10', '1'), hours('t2', '2026-02-11', '1')];
  const { charges, findings } = resultValue(timeCharges({ ...inputOf(contract, facts), booked: [] }));
  expect(brief(charges)).toEqual([['time:t1', '2026-02-11', 12000n]]);
  expect(findings).toMatchObject([{ code: 'time.not_in_force', pointer: '/facts/t2/on' }]);
});

test('a corrected entry keeps its key, and the difference is what is booked of it', () => {
  const charges = run([hours('t1', '2026-02-01', '6', {}, 2), hours('t1', '2026-02-01', '8')]).charges;
  expect(brief(charges)).toEqual([['time:t1', '2026-03-01', 72000n]]);
  const booked = {
    ...{
      key: 'time:t1',
      kind: 'time_entry' as const,
      sku: 'dev-hour',
      period: null,
      invoiceOn: '2026-03-01',
    },
    ...{ fullMinor: 96000n, differenceMinor: 0n, adjustmentMinor: 0n },
  };
  const { currency, rounding } = inputOf(contractOf(plan), []);
  const lines = bookDifference({ charges, booked: [booked], asOf: '2026-12-31', currency, rounding });
  expect(lines.map(({ key, amountMinor }) => [key, amountMinor])).toEqual([['time:t1', -24000n]]);
});

test('each entry is charged once, a period is never above its cap, whatever the order', () => {
  const entries = fc.array(fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 2400 })), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(entries, fc.integer({ min: 0, max: 500_000 }), (list, cap) => {
      const facts = list.map(([day, hundredths], index) =>
        hours(`t${index}`, `2026-02-${String(day).padStart(2, '0')}`, (hundredths / 100).toFixed(2)),
      );
      const { charges } = run(facts, { capPerPeriod: String(cap) });
      expect(run([...facts, ...facts].reverse(), { capPerPeriod: String(cap) }).charges).toEqual(charges);
      expect(new Set(charges.map(({ key }) => key)).size).toBe(list.length);
      const whole = sumMinor(run(facts).charges);
      expect(sumMinor(charges)).toBe(whole < BigInt(cap) ? whole : BigInt(cap));
    }),
  );
});

test('a line names day, role, person and note, and is never longer than a description may be', () => {
  const described = (other: Record<string, unknown>) =>
    run([hours('t1', '2026-02-01', '8', other)]).charges[0]?.description;
  expect(described({ note: 'Design' })).toEqual({
    en: '2026-02-01 dev, Ito: Design',
    ja: '2026-02-01 dev、Ito：Design',
  });
  const longest = described({ person: 'p'.repeat(200), note: '𠮷'.repeat(500) });
  expect(longest?.ja.length).toBeLessThanOrEqual(1000);
  expect(longest?.ja.isWellFormed()).toBe(true);
});
