import type { XeroStore } from './create-xero-store.ts';
import { invoiceTotals } from './invoice-totals.ts';

/** Makes an invoice PAID once nothing of it is due, by money or by credit, and open again when something is. */
export function settleInvoice(store: XeroStore, invoiceId: string, atMs: number): void {
  const invoice = store.getInvoice(invoiceId);
  const isSettled = invoiceTotals(store, invoice).amountDue.eq(0);
  store.putInvoice({ ...invoice, status: isSettled ? 'PAID' : 'AUTHORISED', updatedAtMs: atMs });
}
