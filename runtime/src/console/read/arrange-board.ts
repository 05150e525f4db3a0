import type { BoardColumnView } from '../../flow/read/get-board.ts';
import type { InvoiceSummary } from '../../flow/read/list-invoices.ts';

/** The columns in the order in which people work: what waits for a decision, and what is longest overdue, comes first. */
export const arrangeBoard = (columns: readonly BoardColumnView[]): BoardColumnView[] =>
  columns.map((view) => ({
    ...view,
    invoices: view.invoices.toSorted((left, right) => urgency(right) - urgency(left)),
  }));

function urgency({ documentStatus, standing }: InvoiceSummary): number {
  return documentStatus === 'pending_approval' ? 1 : standing.due.daysOverdue;
}
