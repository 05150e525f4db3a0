import { expect, test } from 'vitest';
import { dueStatus } from '../../../runtime/src/core/settlement/due-status.ts';

const on = (asOf: string, balanceMinor = 1n) => dueStatus({ dueDate: '2026-11-30', balanceMinor, asOf });

test('an invoice is not due before the day, due on it, overdue from the next', () => {
  expect(on('2026-11-29')).toEqual({ status: 'not_due', daysOverdue: 0, bucket: null });
  expect(on('2026-11-30')).toEqual({ status: 'due', daysOverdue: 0, bucket: null });
  expect(on('2026-12-01')).toEqual({ status: 'overdue', daysOverdue: 1, bucket: '1-30' });
});

test.each([
  ['2026-12-30', 30, '1-30'],
  ['2026-12-31', 31, '31-60'],
  ['2027-01-29', 60, '31-60'],
  ['2027-01-30', 61, '61-90'],
  ['2027-02-28', 90, '61-90'],
  ['2027-03-01', 91, 'over_90'],
] as const)('on %s it is %i days overdue, in the bucket %s', (asOf, daysOverdue, bucket) => {
  expect(on(asOf)).toEqual({ status: 'overdue', daysOverdue, bucket });
});

test('a settled invoice is never due', () => {
  expect(on('2027-12-01', 0n).status).toBe('not_due');
});

test('a draft has no due date and is not due', () => {
  expect(dueStatus({ dueDate: null, balanceMinor: 1n, asOf: '2026-11-30' }).status).toBe('not_due');
});

test('a negative balance is our own mistake', () => {
  expect(() => on('2026-11-30', -1n)).toThrow('assertion');
});
