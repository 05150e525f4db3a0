import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ContractFile } from '../../../runtime/src/commands/billing/contract-file.ts';
import { masterOfFile } from '../../../runtime/src/commands/billing/master-of-file.ts';
import { readContractFile } from '../../../runtime/src/commands/billing/read-contract-file.ts';
import { usageOfFile } from '../../../runtime/src/commands/billing/usage-of-file.ts';
import { assert } from '../../../runtime/src/core/assert.ts';
import type { BookedCharge } from '../../../runtime/src/core/billing/charge.ts';
import { contractCharges } from '../../../runtime/src/core/billing/contract-charges.ts';
import { bookDifference } from '../../../runtime/src/core/billing/difference/book-difference.ts';
import { groupIntoInvoices } from '../../../runtime/src/core/billing/difference/group-into-invoices.ts';
import { type ForecastInput, forecastInvoices } from '../../../runtime/src/core/billing/forecast-invoices.ts';
import { addDays } from '../../../runtime/src/core/civil-date.ts';
import { currencyOf } from '../money/currency-of.ts';
import { bookLines } from './difference/ledger.ts';
import { contractOf, factOf, inputOf, resultValue } from './form-input.ts';

const EXAMPLES = path.resolve(import.meta.dirname, '../../../docs/examples/contracts');

function exampleOf(name: string): ContractFile {
  const read = readContractFile(
    JSON.parse(readFileSync(path.join(EXAMPLES, `${name}.json`), 'utf8')),
    undefined,
  );
  assert(read.ok, `${name} can be read`);
  return read.file;
}

const inputOfExample = (file: ContractFile, until: string): ForecastInput => ({
  contract: file,
  facts: file.facts.filter(({ event }) => event.kind !== 'usage'),
  until,
  booked: [],
  currency: currencyOf(file.currency),
  rounding: file.seller.rounding,
  listPriceOn: (sku) => masterOfFile(file).productOn(sku)?.prices.get(file.currency)?.unitPrice ?? null,
  usageOf: usageOfFile(file.facts, file.seller.timeZone),
});

/** What runs on every single day would have booked, by day and net. */
function runEveryDay(input: ForecastInput): [string, bigint][] {
  const { currency, rounding } = input;
  const invoices: [string, bigint][] = [];
  let booked: BookedCharge[] = [];
  for (let asOf = input.contract.startsOn; asOf <= input.until; asOf = addDays(asOf, 1)) {
    const { charges } = resultValue(contractCharges({ ...input, booked, asOf }));
    const lines = bookDifference({ charges, booked, asOf, currency, rounding });
    for (const invoice of groupIntoInvoices(lines, { collective: false, currency }).invoices) {
      invoices.push([invoice.invoiceOn, invoice.netMinor]);
      booked = bookLines(booked, invoice.lines);
    }
  }
  return invoices;
}

const briefly = (input: ForecastInput): [string, bigint][] =>
  resultValue(forecastInvoices(input)).invoices.map(({ invoiceOn, netMinor }) => [invoiceOn, netMinor]);

const CASES = [
  'saas-upgrade',
  'usage-graduated',
  'pause-resume',
  'milestones-deposit',
  'order-closing-day',
  'time-and-materials-cap',
];

test.each(CASES)('the invoices of %s are those of a run on every day of the year', (name) => {
  const input = inputOfExample(exampleOf(name), '2026-12-31');
  expect(briefly(input)).toEqual(runEveryDay(input));
});

test.each(CASES)(
  'what %s billed until any day, and the forecast from there, are the year as it was billed',
  (name) => {
    const input = inputOfExample(exampleOf(name), '2026-12-31');
    const year = briefly(input);
    for (const today of ['2026-01-15', '2026-03-01', '2026-04-30', '2026-07-02', '2026-10-31']) {
      const past = resultValue(forecastInvoices({ ...input, until: today }));
      const booked = past.invoices.reduce<BookedCharge[]>((all, { lines }) => bookLines(all, lines), []);
      const billed = past.invoices.map(({ invoiceOn, netMinor }): [string, bigint] => [invoiceOn, netMinor]);
      expect([...billed, ...briefly({ ...input, booked, since: today })]).toEqual(year);
    }
  },
);

const order = contractOf(
  {
    form: 'order',
    billing: { when: 'per_shipment' },
    lines: [{ key: 'l', sku: 'A', quantity: '10', unitPrice: '100' }],
  },
  { notToExceed: '700' },
);

const shipments = [
  factOf('s1', { kind: 'shipment', on: '2026-02-03', lines: [{ orderLineKey: 'l', quantity: '4' }] }),
  factOf('s2', { kind: 'shipment', on: '2026-03-05', lines: [{ orderLineKey: 'l', quantity: '6' }] }),
];

const inputOfOrder = (until: string): ForecastInput => {
  const { asOf: _asOf, ...input } = inputOf(order, shipments);
  return {
    ...input,
    booked: [],
    until,
    usageOf: () => ({ units: { numerator: 0n, denominator: 1n }, events: 0, withoutKey: 0 }),
  };
};

test('a fact counts from its own day on, whenever the forecast is made', () => {
  expect(briefly(inputOfOrder('2026-03-04'))).toEqual([['2026-02-03', 400n]]);
});

test('an error of the contract stops it on its day, and keeps what was billed before', () => {
  const { invoices, parkedOn, findings } = resultValue(forecastInvoices(inputOfOrder('2026-12-31')));
  expect(invoices.map(({ invoiceOn }) => invoiceOn)).toEqual(['2026-02-03']);
  expect(parkedOn).toBe('2026-03-05');
  expect(findings.map(({ level }) => level)).toContain('error');
});

test('a contract that contradicts itself has no forecast but a reason', () => {
  const [revision] = order.revisions;
  assert(revision !== undefined, 'the order has a revision');
  const twice = { ...order, revisions: [revision, revision] };
  expect(forecastInvoices({ ...inputOfOrder('2026-12-31'), contract: twice })).toEqual({
    ok: false,
    reason: 'Two revisions begin on 2026-01-01.',
  });
});
