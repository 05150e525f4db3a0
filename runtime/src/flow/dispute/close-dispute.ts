import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import type { Tx } from '../../db/open-database.ts';
import { disputes, invoices } from '../../db/schema/index.ts';
import { admitCommand } from '../admit-command.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { requirePerson } from '../require-person.ts';

/** How a dispute ends, and why; an accepted one names the credit note that it is settled with. */
export const CloseDisputeInput = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('accepted'),
    reason: z.string().trim().min(1).max(1000),
    creditNoteId: z.string().max(64),
  }),
  z.strictObject({
    outcome: z.enum(['rejected', 'withdrawn']),
    reason: z.string().trim().min(1).max(1000),
  }),
]);
export type CloseDisputeInput = z.infer<typeof CloseDisputeInput>;

/**
 * Closes the open dispute of an invoice (model.md E5, rows 25 and 26): collecting goes on, the due date is what it was. To
 * accept one is an approval and names a credit note of the invoice, a draft too. Throws `settlement.not_possible` when no
 * dispute is open or the credit note is not one of this invoice, and `approval.person_required`.
 */
export async function closeDispute({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; close: CloseDisputeInput };
}): Promise<void> {
  authorise(ctx, ISSUED_COMMANDS.close_dispute.permission);
  const { close } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    admitCommand(ctx, 'close_dispute', invoice);
    const [dispute] = await tx
      .select()
      .from(disputes)
      .where(and(eq(disputes.invoiceId, invoice.id), eq(disputes.state, 'open')));
    if (dispute === undefined) {
      throw new AppError('settlement.not_possible', { detail: 'No dispute about this invoice is open.' });
    }
    if (close.outcome === 'accepted') {
      authorise(ctx, 'approve', invoice.entityId);
      requirePerson(ctx);
      await refuseOtherNote(tx, invoice.id, close.creditNoteId);
    }
    const creditNoteId = close.outcome === 'accepted' ? close.creditNoteId : null;
    await tx
      .update(disputes)
      .set({
        state: close.outcome,
        closedBy: ctx.actor,
        closedAt: ctx.deps.clock.now(),
        outcomeReason: close.reason,
        creditNoteId,
      })
      .where(eq(disputes.id, dispute.id));
    const data = { disputeId: dispute.id, outcome: close.outcome, creditNoteId };
    const { organizationId, requestId } = ctx;
    await recordAudit(tx, ctx, {
      action: 'invoice.close_dispute',
      objectKind: 'invoice',
      objectId: invoice.id,
      before: { state: 'open' },
      after: { ...data, state: close.outcome },
      reason: close.reason,
    });
    const { reason } = close;
    await recordEvent(tx, ctx, invoice.id, 'invoice.dispute_closed', { ...data, reason });
    await ctx.deps.jobs.enqueue(tx, [
      { stage: 'sync_crm', key: invoice.id, payload: { organizationId, requestId, invoiceId: invoice.id } },
    ]);
  });
}

async function refuseOtherNote(tx: Tx, invoiceId: string, creditNoteId: string): Promise<void> {
  const [note] = await tx
    .select({ status: invoices.documentStatus })
    .from(invoices)
    .where(and(eq(invoices.id, creditNoteId), eq(invoices.creditsInvoiceId, invoiceId)));
  if (note !== undefined && note.status !== 'discarded' && note.status !== 'voided') return;
  throw new AppError('settlement.not_possible', { detail: 'The credit note is not one of this invoice.' });
}
