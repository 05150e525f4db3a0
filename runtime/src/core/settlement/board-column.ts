import type { DisplayStatus } from './display-status.ts';
import type { DueStatus } from './due-status.ts';

/** The board's five columns, and `apart` for what left the way to payment: void, written off, discarded. */
export const BOARD_COLUMNS = ['draft', 'approved', 'sent', 'paid', 'overdue', 'apart'] as const;

/** A column of the board; an invoice is in exactly one. */
export type BoardColumn = (typeof BOARD_COLUMNS)[number];

const COLUMNS = {
  draft: 'draft',
  pending_approval: 'draft',
  approved: 'approved',
  issued: 'approved',
  sent: 'sent',
  partially_paid: 'sent',
  disputed: 'sent',
  paid: 'paid',
  credited: 'paid',
  overdue: 'overdue',
  voiding: 'apart',
  voided: 'apart',
  written_off: 'apart',
  discarded: 'apart',
} as const satisfies Record<DisplayStatus, BoardColumn>;

/** The column of a display status; a dispute past due is overdue, else with the sent ones. */
export function boardColumn(status: DisplayStatus, due: DueStatus['status']): BoardColumn {
  return status === 'disputed' && due === 'overdue' ? 'overdue' : COLUMNS[status];
}
