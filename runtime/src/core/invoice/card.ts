/** One step of the card's line Created → Approved → Sent → Paid. `at` is null while the step is missing. */
export type CardStep = { name: 'created' | 'approved' | 'sent' | 'paid'; at: string | null };

/** Everything that the invoice card shows; amounts are decimal strings in major units. */
export type InvoiceCard = {
  locale: 'en' | 'ja';
  /** What it is called; any other is an invoice. */
  kind: 'invoice' | 'deposit' | 'final' | 'credit_note';
  /** `INV-2026-0042`, or null for a draft. */
  number: string | null;
  customerName: string;
  currency: string;
  /** The display status of docs/invoice-states.md, such as `paid` or `overdue`. */
  displayStatus: string;
  lines: { name: string; amount: string }[];
  tax: string;
  total: string;
  balance: string;
  steps: CardStep[];
  /** True only after a read-back from the target equalled what we wrote. */
  syncedToCrm: boolean;
  syncedToAccounting: boolean;
};
