import { expect, test } from 'vitest';
import { BOARD_COLUMNS, boardColumn } from '../../../runtime/src/core/settlement/board-column.ts';
import {
  type DisplayStatusInput,
  displayStatus,
} from '../../../runtime/src/core/settlement/display-status.ts';

const ISSUED: DisplayStatusInput = {
  document: 'issued',
  delivery: 'not_sent',
  settlement: 'unpaid',
  due: 'not_due',
  dispute: 'none',
};
const show = (input: Partial<DisplayStatusInput>) => displayStatus({ ...ISSUED, ...input });

test('a document that is not issued shows its own status, whatever its money says', () => {
  for (const document of [
    'draft',
    'pending_approval',
    'approved',
    'voiding',
    'voided',
    'discarded',
  ] as const) {
    expect(show({ document, settlement: 'paid', delivery: 'sent', due: 'overdue', dispute: 'open' })).toBe(
      document,
    );
  }
});

test('of two that hold, the one of higher precedence is shown', () => {
  expect(show({ settlement: 'written_off', dispute: 'open' })).toBe('written_off');
  expect(show({ dispute: 'open', settlement: 'paid' })).toBe('disputed');
  expect(show({ dispute: 'open', due: 'overdue' })).toBe('disputed');
  expect(show({ settlement: 'paid', delivery: 'sent' })).toBe('paid');
  expect(show({ settlement: 'credited', delivery: 'sent' })).toBe('credited');
  expect(show({ due: 'overdue', settlement: 'partially_paid' })).toBe('overdue');
  expect(show({ settlement: 'partially_paid', delivery: 'sent' })).toBe('partially_paid');
});

test('an issued document is sent only once the mail is out: queued and bounced are not', () => {
  expect(show({ delivery: 'sent' })).toBe('sent');
  expect(show({ delivery: 'opened' })).toBe('sent');
  expect(show({ delivery: 'not_sent' })).toBe('issued');
  expect(show({ delivery: 'queued' })).toBe('issued');
  expect(show({ delivery: 'bounced' })).toBe('issued');
});

test('a dispute that has ended and a day that is due change nothing', () => {
  for (const dispute of ['accepted', 'rejected', 'withdrawn'] as const) {
    expect(show({ dispute, delivery: 'sent', due: 'due' })).toBe('sent');
  }
});

test('the board groups the display statuses into its five columns', () => {
  const statusesOf = (column: string) =>
    (
      [
        'draft',
        'pending_approval',
        'approved',
        'issued',
        'sent',
        'partially_paid',
        'disputed',
        'paid',
        'credited',
        'overdue',
        'voiding',
        'voided',
        'written_off',
        'discarded',
      ] as const
    ).filter((status) => boardColumn(status, 'not_due') === column);
  expect(BOARD_COLUMNS.map((column) => [column, statusesOf(column)])).toEqual([
    ['draft', ['draft', 'pending_approval']],
    ['approved', ['approved', 'issued']],
    ['sent', ['sent', 'partially_paid', 'disputed']],
    ['paid', ['paid', 'credited']],
    ['overdue', ['overdue']],
    ['apart', ['voiding', 'voided', 'written_off', 'discarded']],
  ]);
});

test('a disputed invoice past due stands with the overdue ones', () => {
  expect(boardColumn('disputed', 'overdue')).toBe('overdue');
  expect(boardColumn('disputed', 'due')).toBe('sent');
  expect(boardColumn('paid', 'overdue')).toBe('paid');
});
