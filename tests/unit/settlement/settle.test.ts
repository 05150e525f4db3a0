import { expect, test } from 'vitest';
import { type SettleInput, settle } from '../../../runtime/src/core/settlement/settle.ts';

const of = (sums: Partial<SettleInput>) =>
  settle({ totalMinor: 100n, cashMinor: 0n, creditMinor: 0n, deductionMinor: 0n, lossMinor: 0n, ...sums });

test('an invoice to which nothing was allocated is unpaid', () => {
  expect(of({})).toEqual({ balanceMinor: 100n, status: 'unpaid' });
});

test('any cash, credit or deduction makes it partially paid', () => {
  expect(of({ cashMinor: 1n })).toEqual({ balanceMinor: 99n, status: 'partially_paid' });
  expect(of({ creditMinor: 30n })).toEqual({ balanceMinor: 70n, status: 'partially_paid' });
  expect(of({ deductionMinor: 99n })).toEqual({ balanceMinor: 1n, status: 'partially_paid' });
});

test('a loss of a part alone is no payment', () => {
  expect(of({ lossMinor: 40n })).toEqual({ balanceMinor: 60n, status: 'unpaid' });
});

test('cash and deductions that cover it make it paid: three payouts of 990 with fees of 10', () => {
  const sums = { totalMinor: 3000n, cashMinor: 2970n, deductionMinor: 30n };
  expect(of(sums)).toEqual({ balanceMinor: 0n, status: 'paid' });
});

test('credit notes alone make it credited, with any cash paid', () => {
  expect(of({ creditMinor: 100n }).status).toBe('credited');
  expect(of({ creditMinor: 99n, cashMinor: 1n }).status).toBe('paid');
  expect(of({ creditMinor: 99n, deductionMinor: 1n }).status).toBe('paid');
});

test('any loss in a settled invoice makes it written off', () => {
  expect(of({ cashMinor: 99n, lossMinor: 1n })).toEqual({ balanceMinor: 0n, status: 'written_off' });
  expect(of({ creditMinor: 50n, lossMinor: 50n }).status).toBe('written_off');
});

test('an invoice of zero is paid', () => {
  expect(of({ totalMinor: 0n })).toEqual({ balanceMinor: 0n, status: 'paid' });
});

test('more than the invoice, or a negative sum, is our own mistake', () => {
  expect(() => of({ cashMinor: 101n })).toThrow('assertion: allocations do not exceed the invoice');
  expect(() => of({ cashMinor: -1n })).toThrow('assertion: cashMinor is not negative');
  expect(() => of({ creditMinor: -1n })).toThrow('assertion: creditMinor is not negative');
});
