import type { InvoiceView } from '../../flow/read/get-invoice.ts';

/** How a person closes a dispute on the page: the two ways to accept it, and the two that leave the invoice as it is. */
export const DISPUTE_OUTCOMES = ['credit_note', 'reissue', 'rejected', 'withdrawn'] as const;

/** One of them. */
export type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number];

/** What keeps an invoice from being voided. */
export type VoidBlock = 'money' | 'pending' | 'loss' | 'credit';

const isAbove0 = (amount: string): boolean => /[1-9]/.test(amount);

/** What keeps an issued document from being voided, as far as its page knows; null where nothing does. The verb decides again. */
export function voidBlockOf({ standing, creditNotes }: InvoiceView): VoidBlock | null {
  if (isAbove0(standing.loss)) return 'loss';
  if (creditNotes.some(({ status }) => status !== 'voided')) return 'credit';
  // What is credited by no note of its own came from the customer's account.
  if (isAbove0(`${standing.cash}${standing.deducted}${standing.credit}`)) return 'money';
  return standing.pendingMoney === null ? null : 'pending';
}

/** Whether a dispute can be accepted by issuing again, and what stands in the way; what is void already is drafted anew. */
export function reissueBlockOf(view: InvoiceView): VoidBlock | null {
  return view.document.status === 'issued' ? voidBlockOf(view) : null;
}
