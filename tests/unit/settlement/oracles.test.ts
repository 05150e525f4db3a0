import { expect, test } from 'vitest';
import { addDays } from '../../../runtime/src/core/civil-date.ts';
import { parseNumberPattern } from '../../../runtime/src/core/invoice/number-pattern.ts';
import { dueStatus } from '../../../runtime/src/core/settlement/due-status.ts';
import { overdueLevel } from '../../../runtime/src/core/settlement/overdue-level.ts';
import { settle } from '../../../runtime/src/core/settlement/settle.ts';
import { splitCredit } from '../../../runtime/src/core/settlement/split-credit.ts';
import { spreadReceipt } from '../../../runtime/src/core/settlement/spread-receipt.ts';
import { type LedgerEntry, sumLedger } from '../../../runtime/src/core/settlement/sum-ledger.ts';
import { takeInOrder } from '../../../runtime/src/core/settlement/take-in-order.ts';
import { ATTEMPTS_MAX, nextDelayMs } from '../../../runtime/src/core/webhooks/schedule.ts';

const NONE = { paymentId: null, creditNoteId: null, writeOffId: null };
const cash = (amountMinor: bigint): LedgerEntry => ({ ...NONE, paymentId: 'pay', amountMinor });
const credit = (amountMinor: bigint): LedgerEntry => ({ ...NONE, creditNoteId: 'note', amountMinor });
const kept = (amountMinor: bigint): LedgerEntry => ({ ...NONE, amountMinor });
const settled = (totalMinor: bigint, entries: LedgerEntry[]) => settle(sumLedger(totalMinor, entries));

// Kill Bill, userguide/tutorials/invoice_examples.adoc: balance = charged + account credit - (paid + refunded).
test('BA-01: account credit of 20 is consumed by a charge of 100, and 80 are owed', () => {
  const { parts, restMinor } = takeInOrder(100n, [{ id: 'note', roomMinor: 20n }]);
  expect(parts).toEqual([{ id: 'note', amountMinor: 20n }]);
  expect(restMinor).toBe(80n);
  expect(settled(100n, [credit(20n)])).toEqual({ balanceMinor: 80n, status: 'partially_paid' });
});

test('BA-02: 10 credited of an unpaid 100 come off what is owed: 90 charged, 90 owed', () => {
  const { appliedMinor, restMinor } = splitCredit({ owedMinor: 100n, creditMinor: 10n });
  expect({ appliedMinor, restMinor }).toEqual({ appliedMinor: 10n, restMinor: 0n });
  expect(settled(100n, [credit(appliedMinor)]).balanceMinor).toBe(90n);
});

test('BA-03: 10 credited of a paid 100 are account credit: nothing is owed, 10 are the customer’s', () => {
  const { balanceMinor } = settled(100n, [cash(100n)]);
  expect(splitCredit({ owedMinor: balanceMinor, creditMinor: 10n })).toEqual({
    appliedMinor: 0n,
    restMinor: 10n,
  });
});

test('BA-04: 10 refunded and credited of a paid 100 leave nothing owed, whichever comes first', () => {
  const refunded = [cash(100n), cash(-100n), cash(90n)];
  const { balanceMinor } = settled(100n, refunded);
  expect(balanceMinor).toBe(10n);
  const { appliedMinor, restMinor } = splitCredit({ owedMinor: balanceMinor, creditMinor: 10n });
  expect(settled(100n, [...refunded, credit(appliedMinor)])).toEqual({ balanceMinor: 0n, status: 'paid' });
  expect(restMinor).toBe(0n);
});

// odoo/odoo pull 25721, the oldest due first.
test('PA-02: a receipt of 150 settles the older of two invoices of 100 and half of the younger', () => {
  const taken = spreadReceipt(150n, [
    { id: 'B', dueDate: '2026-02-28', balanceMinor: 100n },
    { id: 'A', dueDate: '2026-01-31', balanceMinor: 100n },
  ]);
  expect(taken).toEqual({
    parts: [
      { id: 'A', amountMinor: 100n },
      { id: 'B', amountMinor: 50n },
    ],
    restMinor: 0n,
  });
  expect(settled(100n, [cash(100n)]).status).toBe('paid');
  expect(settled(100n, [cash(50n)])).toEqual({ balanceMinor: 50n, status: 'partially_paid' });
});

// invoiceninja/invoiceninja issue 313: the second invoice was driven to -30 and the first stayed open.
test('PA-03: 100 for two invoices of which 30 and 70 are owed settle both, and neither goes below zero', () => {
  const taken = spreadReceipt(100n, [
    { id: '1', dueDate: null, balanceMinor: settled(50n, [cash(20n)]).balanceMinor },
    { id: '2', dueDate: null, balanceMinor: 70n },
  ]);
  expect(taken.parts.map(({ amountMinor }) => amountMinor)).toEqual([30n, 70n]);
  expect(taken.restMinor).toBe(0n);
});

// invoiceninja/invoiceninja issue 11024.
test('PA-04: a credit of 30 on an invoice of 50 leaves 20 to pay and nothing of the credit', () => {
  const { appliedMinor, restMinor } = splitCredit({ owedMinor: 50n, creditMinor: 30n });
  expect(restMinor).toBe(0n);
  expect(settled(50n, [credit(appliedMinor)])).toEqual({ balanceMinor: 20n, status: 'partially_paid' });
});

// odoo/odoo pull 17489: deduction lines per allocation.
test('PA-06: three payouts of 990 with a fee of 10 each settle 3,000 with 2,970 of cash', () => {
  const payouts = [1, 2, 3].flatMap(() => [cash(990n), kept(10n)]);
  const sums = sumLedger(3000n, payouts);
  expect(sums).toMatchObject({ cashMinor: 2970n, deductionMinor: 30n });
  expect(settle(sums)).toEqual({ balanceMinor: 0n, status: 'paid' });
});

// Kill Bill, userguide/tutorials/overdue.adoc. Its retries are of charging a card, which the hub never does.
test('DU-01: the most severe level that holds is reached after 10, 14 and 21 days, and payment clears it', () => {
  const levels = [
    { name: 'WARNING', days: 10 },
    { name: 'CANCELLATION', days: 21 },
    { name: 'BLOCKED', days: 14 },
  ];
  const dueDate = '2021-08-06';
  const levelOn = (asOf: string, balanceMinor = 100n) =>
    overdueLevel(dueStatus({ dueDate, balanceMinor, asOf }), levels);
  for (const [name, day] of [
    ['WARNING', '2021-08-16'],
    ['BLOCKED', '2021-08-20'],
    ['CANCELLATION', '2021-08-27'],
  ] as const) {
    expect(levelOn(day)).toBe(name);
    expect(levelOn(addDays(day, -1))).not.toBe(name);
  }
  expect(levelOn('2021-08-15')).toBeNull();
  expect(levelOn('2021-08-27', 0n)).toBeNull();
});

// Standard Webhooks 1.0.0, spec/standard-webhooks.md; the middle of our jitter is the schedule itself.
test('DU-04: a message that is never taken is sent 10 times, at the instants of Standard Webhooks', () => {
  const MIDDLE = 0.5;
  let atMs = 0;
  const instants = [atMs];
  for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt += 1) {
    atMs += nextDelayMs(attempt, MIDDLE, undefined) ?? Number.NaN;
    instants.push(atMs);
  }
  expect(instants.map(clockText)).toEqual([
    '00:00:00',
    '00:00:05',
    '00:05:05',
    '00:35:05',
    '02:35:05',
    '07:35:05',
    '17:35:05',
    '31:35:05',
    '51:35:05',
    '75:35:05',
  ]);
});

function clockText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

// Lago, spec/scenarios/invoices/invoice_numbering_spec.rb; the counters themselves: tests/flow/issue/numbers-per-customer.test.ts.
test('NU-01: a pattern prints the number of a customer and its own sequence, and a placeholder on drafts', () => {
  const read = (text: string) => {
    const pattern = parseNumberPattern(text);
    if (!pattern.ok) throw new Error(pattern.reason);
    return pattern.value;
  };
  const perCustomer = read('BENT-1-{customer:3}-{seq:3}');
  const issueDate = '2023-10-05';
  expect(perCustomer.format({ issueDate, customer: 2n, value: 3n })).toBe('BENT-1-002-003');
  expect([perCustomer.isPerCustomer, perCustomer.draftLabel]).toEqual([true, 'BENT-1-DRAFT']);
  const perEntity = read('BENT-11-{year}{month}-{seq:3}');
  expect([10n, 11n, 12n].map((value) => perEntity.format({ issueDate, value }))).toEqual([
    'BENT-11-202310-010',
    'BENT-11-202310-011',
    'BENT-11-202310-012',
  ]);
});
