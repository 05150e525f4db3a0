import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { handToReissue } from '../dispute/hand-to-reissue.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { tellCrm } from './tell-crm.ts';

/**
 * Makes an invoice void that no ledger holds any more. It keeps its number and its documents; its lines no longer
 * count as billed, so that their sources can stand on another invoice: at once where a dispute was accepted so.
 */
export async function confirmVoid(tx: Tx, ctx: Ctx, invoice: InvoiceRow): Promise<void> {
  await transitionInvoice(tx, ctx, {
    invoice,
    event: 'confirm_void',
    data: { number: invoice.number },
  });
  await tx.update(invoiceLines).set({ isLive: false }).where(eq(invoiceLines.invoiceId, invoice.id));
  await handToReissue(tx, ctx, invoice.id);
  await tellCrm(tx, ctx, invoice.id);
}
