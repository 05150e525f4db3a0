import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { cancelOpenRequests } from './cancel-open-requests.ts';

/**
 * Discards an invoice that was not issued: its request or approval is void, and its lines no longer count as billed,
 * so that their sources can stand on another invoice.
 */
export async function discardDraft(tx: Tx, ctx: Ctx, invoice: InvoiceRow, reason: string): Promise<void> {
  await transitionInvoice(tx, ctx, { invoice, event: 'discard', reason });
  await cancelOpenRequests(tx, ctx, invoice.id);
  await tx.update(invoiceLines).set({ isLive: false }).where(eq(invoiceLines.invoiceId, invoice.id));
}
