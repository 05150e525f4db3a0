import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { documents, invoices, syncLinks } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { ledgerJobs } from './ledger-jobs.ts';

/**
 * Hands over the credit notes that waited for their invoice to be in a ledger. One whose document is not rendered yet
 * comes by itself once it is.
 */
export async function enqueueWaitingCredits(
  tx: Tx,
  ctx: Ctx,
  invoiceId: string,
  connectionId: string,
): Promise<void> {
  const waiting = await tx
    .select({ id: invoices.id, creditsInvoiceId: invoices.creditsInvoiceId })
    .from(invoices)
    .where(
      and(
        eq(invoices.creditsInvoiceId, invoiceId),
        eq(invoices.documentStatus, 'issued'),
        sql`exists (select 1 from ${documents} d where d.organization_id = ${invoices.organizationId}
          and d.invoice_id = ${invoices.id})`,
        sql`not exists (select 1 from ${syncLinks} l where l.organization_id = ${invoices.organizationId}
          and l.connection_id = ${connectionId} and l.object = 'credit_note'
          and l.canonical_id = ${invoices.id} and l.state = 'in_sync')`,
      ),
    )
    .orderBy(invoices.id);
  const jobs = waiting.flatMap((creditNote) => ledgerJobs(ctx, creditNote, [connectionId]));
  if (jobs.length > 0) await ctx.deps.jobs.enqueue(tx, jobs);
}
