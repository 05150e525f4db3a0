import Big from 'big.js';
import { expect, test } from 'vitest';
import {
  findImplausible,
  type PlannedRun,
} from '../../../../runtime/src/core/billing/difference/find-implausible.ts';
import { currencyOf } from '../subscription/subscription-contract.ts';
import { chargeOf, linesOf } from './ledger.ts';

const planned = (amountsMinor: bigint[], run: Partial<PlannedRun> = {}): PlannedRun => ({
  lines: linesOf(
    amountsMinor.map((fullMinor, index) =>
      chargeOf({ key: `k${index}`, fullMinor, quantity: new Big(1), unitPrice: new Big(1) }),
    ),
    [],
    '2026-01-01',
  ),
  currency: currencyOf('USD'),
  bookedMinor: 0n,
  notToExceedMinor: null,
  expectedMinor: null,
  limits: { linesMax: 3, timesExpectedMax: 10n },
  ...run,
});

const codesOf = (run: PlannedRun) => findImplausible(run).map(({ code }) => code);

test('a run within its bounds is not parked, at the bounds included', () => {
  const run = { bookedMinor: 50_000n, notToExceedMinor: 60_000n, expectedMinor: 1000n };
  expect(codesOf(planned([4000n, 3000n, 3000n], run))).toEqual([]);
});

test('a line too many parks the run', () => {
  expect(codesOf(planned([1n, 1n, 1n, 1n]))).toEqual(['billing.too_many_lines']);
});

test('more than the contract allows in all parks the run and says both amounts', () => {
  const findings = findImplausible(planned([10_001n], { bookedMinor: 50_000n, notToExceedMinor: 60_000n }));
  expect(findings).toEqual([
    {
      code: 'billing.beyond_contract',
      pointer: '/notToExceed',
      level: 'error',
      text: {
        en: 'The contract would come to 600.01 USD, more than the 600.00 USD agreed.',
        ja: '請求累計が600.01 USDとなり、契約上限の600.00 USDを超えます。',
      },
    },
  ]);
});

test('a credit is never beyond the contract', () => {
  expect(codesOf(planned([-5000n], { bookedMinor: 80_000n, notToExceedMinor: 60_000n }))).toEqual([]);
});

test('more than so many times the usual parks the run, also where charge and credit even out', () => {
  expect(codesOf(planned([10_001n], { expectedMinor: 1000n }))).toEqual(['billing.amount_unexpected']);
  expect(codesOf(planned([10_001n, -10_001n], { expectedMinor: 1000n }))).toEqual([
    'billing.amount_unexpected',
  ]);
});
