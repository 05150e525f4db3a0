import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BillingFact } from '../../../../runtime/src/core/billing/billing-fact.ts';
import type { BookedCharge } from '../../../../runtime/src/core/billing/charge.ts';
import { bookDifference } from '../../../../runtime/src/core/billing/difference/book-difference.ts';
import { groupIntoInvoices } from '../../../../runtime/src/core/billing/difference/group-into-invoices.ts';
import { timeCharges } from '../../../../runtime/src/core/billing/time/time-charges.ts';
import type { TimePlan } from '../../../../runtime/src/core/canonical/contract-time.ts';
import { bookLines } from '../difference/ledger.ts';
import { contractOf, factOf, inputOf, resultValue, sumMinor } from '../form-input.ts';

const plan: TimePlan = {
  form: 'time_and_materials',
  interval: { unit: 'month', count: 1 },
  rates: [
    { role: 'dev', sku: 'dev-hour', hourlyRate: '12345', from: '2026-01-01' },
    { role: 'dev', sku: 'dev-hour', hourlyRate: '13000', from: '2026-02-16' },
    { role: 'lead', sku: 'lead-hour', hourlyRate: '20000', from: '2026-01-01' },
  ],
  expenses: { sku: 'expense' },
};
const february = { from: '2026-02-01', to: '2026-02-28' };
const approval = { by: 'Sato', at: '2026-02-01T00:00:00Z' };
const hours = (id: string, on: string, count: string, role = 'dev', version = 1) =>
  factOf(id, { kind: 'time_entry', on, person: 'Ito', role, hours: count, approval }, version);

type Ledger = { booked: BookedCharge[]; invoices: { on: string; lines: [string, bigint, string][] }[] };

/** A run as of a day that issues what it makes. */
function runOn(
  ledger: Ledger,
  facts: readonly BillingFact[],
  asOf: string,
  more: Partial<TimePlan> = {},
): void {
  const input = { ...inputOf(contractOf({ ...plan, ...more }), facts, { asOf }), booked: ledger.booked };
  const { charges } = resultValue(timeCharges(input));
  const { currency, rounding } = input;
  const lines = bookDifference({ charges, booked: ledger.booked, asOf, currency, rounding });
  for (const invoice of groupIntoInvoices(lines, { collective: false, currency }).invoices) {
    ledger.booked = bookLines(ledger.booked, invoice.lines);
    ledger.invoices.push({
      on: invoice.invoiceOn,
      lines: invoice.lines.map(({ key, amountMinor, reason, description }) => [
        key,
        amountMinor,
        reason?.en ?? description?.en ?? '',
      ]),
    });
  }
}
const newLedger = (): Ledger => ({ booked: [], invoices: [] });

test('hours of a role at one rate are one line of a period, with the sum of the hours and every entry as evidence', () => {
  const facts = [
    hours('t1', '2026-02-02', '7.25'),
    hours('t2', '2026-02-03', '8'),
    hours('t3', '2026-02-20', '4'),
    hours('t4', '2026-02-20', '1.5', 'lead'),
  ];
  const input = { ...inputOf(contractOf(plan), facts, { asOf: '2026-03-01' }), booked: [] };
  const { charges } = resultValue(timeCharges(input));
  expect(
    charges.map(({ key, quantity, unitPrice, fullMinor, evidence, period }) => [
      key,
      quantity.toString(),
      unitPrice.toString(),
      fullMinor,
      evidence,
      period,
    ]),
  ).toEqual([
    // 15.25 × 12,345 = 188,261.25
    ['hours:2026-02-01:dev@12345:dev-hour', '15.25', '12345', 188_261n, ['t1', 't2'], february],
    ['hours:2026-02-01:dev@13000:dev-hour', '4', '13000', 52_000n, ['t3'], february],
    ['hours:2026-02-01:lead@20000:lead-hour', '1.5', '20000', 30_000n, ['t4'], february],
  ]);
});

test('hours that come when their period is billed are a line of the next invoice that names the period, once', () => {
  const ledger = newLedger();
  const facts = [hours('t1', '2026-01-10', '10')];
  runOn(ledger, facts, '2026-02-01');
  facts.push(hours('t2', '2026-01-11', '2'), hours('t3', '2026-01-12', '1', 'lead'));
  runOn(ledger, facts, '2026-02-20');
  expect(ledger.invoices).toHaveLength(1);
  facts.push(hours('t4', '2026-02-02', '1'));
  runOn(ledger, facts, '2026-03-01');
  runOn(ledger, facts, '2026-03-02');
  runOn(ledger, facts, '2026-05-01');
  expect(ledger.invoices.slice(1)).toEqual([
    {
      on: '2026-03-01',
      lines: [
        ['hours:2026-01-01:dev@12345:dev-hour', 24_690n, 'Correction for 2026-01-01 to 2026-01-31'],
        ['hours:2026-01-01:lead@20000:lead-hour', 20_000n, 'lead'],
        ['hours:2026-02-01:dev@12345:dev-hour', 12_345n, 'dev'],
      ],
    },
  ]);
});

test('a late entry that is a line of its own says which period it is of', () => {
  const ledger = newLedger();
  const facts = [hours('t1', '2026-01-10', '10')];
  runOn(ledger, facts, '2026-02-01', { detail: 'entry' });
  facts.push(hours('t2', '2026-01-11', '2'));
  runOn(ledger, facts, '2026-03-01', { detail: 'entry' });
  runOn(ledger, facts, '2026-03-01', { detail: 'entry' });
  expect(ledger.invoices.slice(1)).toEqual([
    {
      on: '2026-03-01',
      lines: [['time:t2', 24_690n, '2026-01-11 dev, Ito (late, for 2026-01-01 to 2026-01-31)']],
    },
  ]);
});

test('what is late after the end of the contract is billed by itself', () => {
  const contract = contractOf(plan, { endsOn: '2026-01-31' });
  const booked = bookLines([], []);
  const first = { ...inputOf(contract, [hours('t1', '2026-01-10', '1')], { asOf: '2026-02-01' }), booked };
  const { charges } = resultValue(timeCharges(first));
  const billed = charges.map(({ key, kind, sku, period, invoiceOn, fullMinor }) => ({
    ...{ key, kind, sku, period, invoiceOn, fullMinor, differenceMinor: 0n, adjustmentMinor: 0n },
  }));
  const facts = [hours('t1', '2026-01-10', '1'), hours('t2', '2026-01-11', '1', 'lead')];
  const late = resultValue(
    timeCharges({ ...inputOf(contract, facts, { asOf: '2026-02-10' }), booked: billed }),
  );
  expect(late.charges.map(({ invoiceOn }) => invoiceOn)).toEqual(['2026-02-01', '2026-02-01']);
});

test('what is billed stays as it was billed when the plan asks for other lines', () => {
  const ledger = newLedger();
  const facts = [hours('t1', '2026-01-10', '10'), hours('t2', '2026-01-11', '3')];
  runOn(ledger, facts, '2026-02-01', { detail: 'entry' });
  runOn(ledger, facts, '2026-02-02');
  expect(ledger.invoices).toHaveLength(1);
  const other = newLedger();
  runOn(other, facts, '2026-02-01');
  runOn(other, facts, '2026-02-02', { detail: 'entry' });
  expect(other.invoices).toHaveLength(1);
});

test('whenever entries come and whenever runs are made, each hour is billed once in the end, within the cap', () => {
  const entry = fc.record({
    day: fc.integer({ min: 1, max: 90 }),
    hundredths: fc.integer({ min: 1, max: 2_400 }),
    role: fc.constantFrom('dev', 'lead'),
    arrives: fc.integer({ min: 0, max: 8 }),
  });
  const dayOf = (count: number) => new Date(Date.UTC(2026, 0, count)).toISOString().slice(0, 10);
  const cap = fc.option(fc.integer({ min: 0, max: 400_000 }), { nil: null });
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 12 }),
      cap,
      fc.constantFrom('role' as const, 'entry' as const),
      (entries, limit, detail) => {
        const more = { detail, ...(limit === null ? {} : { capPerPeriod: String(limit) }) };
        const known = (until: number) =>
          entries.flatMap(({ day, hundredths, role, arrives }, index) =>
            arrives > until ? [] : [hours(`t${index}`, dayOf(day), (hundredths / 100).toFixed(2), role)],
          );
        const ledger = newLedger();
        for (let step = 0; step <= 8; step += 1) {
          runOn(ledger, known(step), dayOf(20 + step * 20), more);
          runOn(ledger, known(step).reverse(), dayOf(20 + step * 20), more);
        }
        runOn(ledger, known(8), '2026-12-31', more);
        const whole = {
          ...inputOf(contractOf({ ...plan, ...more }), known(8), { asOf: '2026-12-31' }),
          booked: ledger.booked,
        };
        const wanted = sumMinor(resultValue(timeCharges(whole)).charges);
        const billed = ledger.booked.reduce((sum, one) => sum + one.fullMinor + one.differenceMinor, 0n);
        const inAll = ledger.invoices
          .flatMap(({ lines }) => lines)
          .reduce((sum, [, amount]) => sum + amount, 0n);
        expect(inAll).toBe(billed);
        // A cap's border that moves by late entries can leave credit that no later invoice took.
        expect(billed >= wanted).toBe(true);
        if (limit === null) expect(billed).toBe(wanted);
      },
    ),
  );
});

test('a line of hours stands for all that were worked, also beyond a cap, and an expense for no units', () => {
  const more = { capPerPeriod: '50000' };
  const facts = [
    hours('t1', '2026-02-02', '7.25'),
    factOf('x1', { kind: 'expense', on: '2026-02-03', person: 'Ito', amount: '1000', approval }),
  ];
  const input = { ...inputOf(contractOf({ ...plan, ...more }), facts, { asOf: '2026-03-01' }), booked: [] };
  const { charges } = resultValue(timeCharges(input));
  expect(charges.map(({ kind, units }) => [kind, units?.toString()])).toEqual([
    ['time_entry', '7.25'],
    ['expense', undefined],
  ]);
});
