import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import type { Tx } from '../../db/open-database.ts';
import { disputes, invoices } from '../../db/schema/index.ts';
import { admitCommand } from '../admit-command.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { routeHeld } from '../held/route-held.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { requirePerson } from '../require-person.ts';
import { beginVoid } from '../void/begin-void.ts';
import { tellCrm } from '../void/tell-crm.ts';
import { handToReissue } from './hand-to-reissue.ts';
import { settledWithOf } from './settled-with.ts';

const reason = z.string().trim().min(1).max(1000);
const outcome = z.literal('accepted');

/** How a dispute ends, and why; an accepted one is settled with a credit note, or by issuing the invoice again. */
export const CloseDisputeInput = z.discriminatedUnion('outcome', [
  z.discriminatedUnion('settledWith', [
    z.strictObject({
      outcome,
      reason,
      settledWith: z.literal('credit_note').optional(),
      creditNoteId: z.string().max(64),
    }),
    z.strictObject({ outcome, reason, settledWith: z.literal('reissue') }),
  ]),
  z.strictObject({ outcome: z.enum(['rejected', 'withdrawn']), reason }),
]);
export type CloseDisputeInput = z.infer<typeof CloseDisputeInput>;

/**
 * Closes the open dispute of an invoice (model.md E5, rows 25 and 26): collecting goes on, the due date is what it was. To
 * accept one is an approval, and either names a credit note of the invoice, a draft too, or voids the invoice (row 29a),
 * which is drafted anew once it is void (row 30). Throws `settlement.not_possible` when no dispute is open or the credit
 * note is not one of this invoice, or a rule holds voids of it, `approval.person_required`, and what stands in the way of the
 * void; nothing changes then.
 */
export async function closeDispute({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; close: CloseDisputeInput };
}): Promise<void> {
  authorise(ctx, ISSUED_COMMANDS.close_dispute.permission);
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
    const { close } = input;
    if (close.outcome === 'accepted') await admitAcceptance(tx, ctx, invoice, close);
    await bookOutcome(tx, ctx, { invoice, disputeId: dispute.id, close });
    if (close.outcome === 'accepted' && close.settledWith === 'reissue') {
      await voidToReissue(tx, ctx, invoice, close.reason);
    }
    await tellCrm(tx, ctx, invoice.id);
  });
}

type Acceptance = Extract<CloseDisputeInput, { outcome: 'accepted' }>;

async function admitAcceptance(tx: Tx, ctx: Ctx, invoice: InvoiceRow, close: Acceptance): Promise<void> {
  authorise(ctx, 'approve', invoice.entityId);
  requirePerson(ctx);
  if (close.settledWith !== 'reissue') await refuseOtherNote(tx, invoice.id, close.creditNoteId);
}

type Outcome = { invoice: InvoiceRow; disputeId: string; close: CloseDisputeInput };

async function bookOutcome(tx: Tx, ctx: Ctx, { invoice, disputeId, close }: Outcome): Promise<void> {
  const { outcome: state, reason } = close;
  const isReissue = state === 'accepted' && close.settledWith === 'reissue';
  const creditNoteId = state === 'accepted' && close.settledWith !== 'reissue' ? close.creditNoteId : null;
  await tx
    .update(disputes)
    .set({
      ...{ state, isReissue, creditNoteId },
      ...{ closedBy: ctx.actor, closedAt: ctx.deps.clock.now(), outcomeReason: reason },
    })
    .where(eq(disputes.id, disputeId));
  const settledWith = settledWithOf({ isReissue, creditNoteId });
  const data = { disputeId, outcome: state, settledWith, creditNoteId };
  await recordAudit(tx, ctx, {
    action: 'invoice.close_dispute',
    objectKind: 'invoice',
    objectId: invoice.id,
    before: { state: 'open' },
    after: { ...data, state },
    reason,
  });
  await recordEvent(tx, ctx, invoice.id, 'invoice.dispute_closed', { ...data, reason });
}

/**
 * One that is being voided already is drafted anew once it is void. The acceptance is the approval of the void (row 25 asks
 * for no more than to dispute and to approve), and needs no permission to void beside it; but where a rule asks others about
 * voids, whoever disputes an invoice does not void it past them.
 */
async function voidToReissue(tx: Tx, ctx: Ctx, invoice: InvoiceRow, reason: string): Promise<void> {
  const { id: invoiceId, documentStatus } = invoice;
  if (documentStatus === 'voided') await handToReissue(tx, ctx, invoiceId);
  if (documentStatus !== 'issued') return;
  if ((await routeHeld(tx, ctx, invoice, { command: 'void', input: { reason } })) !== undefined) {
    throw new AppError('settlement.not_possible', {
      detail: 'A rule wants an approval of voiding this invoice: void it first, then accept the dispute.',
    });
  }
  const permissions: Ctx['permissions'] = new Set([...ctx.permissions, 'void']);
  await beginVoid(tx, { ...ctx, permissions }, { invoiceId, reason });
}

async function refuseOtherNote(tx: Tx, invoiceId: string, creditNoteId: string): Promise<void> {
  const [note] = await tx
    .select({ status: invoices.documentStatus })
    .from(invoices)
    .where(and(eq(invoices.id, creditNoteId), eq(invoices.creditsInvoiceId, invoiceId)));
  if (note !== undefined && note.status !== 'discarded' && note.status !== 'voided') return;
  throw new AppError('settlement.not_possible', { detail: 'The credit note is not one of this invoice.' });
}
