import type { XeroStore } from './create-xero-store.ts';
import { creditNoteTotals } from './credit-note-totals.ts';
import type { StoredCreditNote } from './xero-types.ts';

/** Makes a credit note PAID once nothing is left of it, by allocations or refunds, and open again when something is. */
export function settleCreditNote(store: XeroStore, creditNote: StoredCreditNote, atMs: number): void {
  const isSpent = creditNoteTotals(store, creditNote).remaining.eq(0);
  store.putCreditNote({ ...creditNote, status: isSpent ? 'PAID' : 'AUTHORISED', updatedAtMs: atMs });
}
