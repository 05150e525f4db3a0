import type { DeliveryStatus } from '../delivery/delivery-status.ts';
import type { DocumentStatus } from '../invoice/document.ts';
import type { DueStatus } from './due-status.ts';
import type { SettlementStatus } from './settle.ts';

/** Where a dispute stands. */
export type DisputeStatus = 'none' | 'open' | 'accepted' | 'rejected' | 'withdrawn';

/** The one status that board, CRM and card show. */
export type DisplayStatus =
  | 'discarded'
  | 'voided'
  | 'voiding'
  | 'written_off'
  | 'disputed'
  | 'paid'
  | 'credited'
  | 'overdue'
  | 'partially_paid'
  | 'sent'
  | 'issued'
  | 'approved'
  | 'pending_approval'
  | 'draft';

/** The dimensions that the display status is derived from. */
export type DisplayStatusInput = {
  document: DocumentStatus;
  delivery: DeliveryStatus;
  settlement: SettlementStatus;
  due: DueStatus['status'];
  dispute: DisputeStatus;
};

/**
 * The display status. Money counts on issued documents only, where the first match wins: written off, disputed,
 * paid, credited, overdue, partially paid, sent, issued.
 */
export function displayStatus(input: DisplayStatusInput): DisplayStatus {
  if (input.document !== 'issued') return input.document;
  if (input.settlement === 'written_off') return 'written_off';
  if (input.dispute === 'open') return 'disputed';
  if (input.settlement === 'paid' || input.settlement === 'credited') return input.settlement;
  if (input.due === 'overdue') return 'overdue';
  if (input.settlement === 'partially_paid') return 'partially_paid';
  return input.delivery === 'sent' || input.delivery === 'opened' ? 'sent' : 'issued';
}
