import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';

/**
 * Asks for a run over the contracts that an issued document changes something for: the project whose final invoice waits
 * to name its number, and what a credit note gave something back of.
 */
export async function followIssue(tx: Tx, ctx: Ctx, issued: InvoiceRow): Promise<void> {
  const contractIds =
    issued.type === 'credit_note' ? await creditedContracts(tx, issued.id) : await waitingProject(tx, issued);
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(
    tx,
    contractIds.map((contractId) => ({
      stage: 'bill',
      key: contractId,
      payload: { organizationId, requestId, contractId },
    })),
  );
}

async function creditedContracts(tx: Tx, creditNoteId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: invoiceLines.contractId })
    .from(invoiceLines)
    .where(and(eq(invoiceLines.invoiceId, creditNoteId), isNotNull(invoiceLines.contractId)));
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}

async function waitingProject(tx: Tx, { contractId }: InvoiceRow): Promise<string[]> {
  if (contractId === null) return [];
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
  return waiting.length === 0 ? [] : [contractId];
}
