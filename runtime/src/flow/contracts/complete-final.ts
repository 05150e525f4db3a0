import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';

/**
 * When an invoice of a project is issued, asks for a run over its contract where the draft of the final one waits: it names
 * the numbers of all that came before it, and cannot be submitted until it does.
 */
export async function completeFinal(tx: Tx, ctx: Ctx, issued: InvoiceRow): Promise<void> {
  const { contractId } = issued;
  if (contractId === null) return;
  const waiting = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(
      and(
        eq(invoices.contractId, contractId),
        eq(invoices.type, 'final'),
        isNull(invoices.number),
        ne(invoices.documentStatus, 'discarded'),
      ),
    )
    .limit(1);
  if (waiting.length === 0) return;
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(tx, [
    { stage: 'bill', key: contractId, payload: { organizationId, requestId, contractId } },
  ]);
}
