import { and, eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import { AppError } from '../../core/app-error.ts';
import { contentHash } from '../../core/invoice/content-hash.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, approvalRequests } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { handToIssue } from './hand-to-issue.ts';
import { refuseRuleEditor } from './refuse-rule-editor.ts';

/** A person's decision on a request that they looked at; a request stands for one content and never for another. */
export type DecideApprovalInput = {
  invoiceId: string;
  requestId: string;
  decision: 'approved' | 'rejected';
  reason?: string;
};

/**
 * Approves or rejects the open request of an invoice. Only a person of the step's role may, never the author or the
 * last editor, and only while the content is what the request was made for.
 * Throws `approval.*`, or `invoice.content_changed` when the request was for another content.
 */
export async function decideApproval({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: DecideApprovalInput;
}): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    authorise(ctx, 'approve', invoice.entityId);
    const request = await getOpenRequest(tx, invoice, input.requestId);
    await refuseWrongApprover(tx, ctx, invoice, request);
    const isRejection = input.decision === 'rejected';
    if (isRejection && (input.reason ?? '').trim() === '') throw new AppError('approval.reason_required');
    const hash = contentHash(await loadDocument(tx, invoice.id));
    if (hash !== request.contentHash) throw new AppError('invoice.content_changed');
    const now = ctx.deps.clock.now();
    await tx
      .update(approvalRequests)
      .set({ state: input.decision, closedAt: now })
      .where(eq(approvalRequests.id, request.id));
    await tx.insert(approvalDecisions).values({
      organizationId: ctx.organizationId,
      id: ctx.deps.ids.next('approval'),
      invoiceId: invoice.id,
      requestId: request.id,
      ruleSetId: request.ruleSetId,
      decision: input.decision,
      contentHash: hash,
      actor: ctx.actor,
      reason: input.reason ?? null,
      decidedAt: now,
    });
    const [nextRole, ...remainingRoles] = isRejection ? [] : request.remainingRoles;
    if (nextRole !== undefined) {
      await askNextStep(tx, ctx, request, nextRole, remainingRoles);
      return;
    }
    await transitionInvoice(tx, ctx, {
      invoice,
      event: isRejection ? 'reject' : 'approve',
      set: isRejection ? { submittedAt: null } : { approvedAt: now },
      data: { requestId: request.id, contentHash: hash },
      ...(input.reason === undefined ? {} : { reason: input.reason }),
    });
    if (!isRejection) await handToIssue(tx, ctx, invoice);
  });
}

type RequestRow = typeof approvalRequests.$inferSelect;

/** Model.md E5, row 8: a later step is asked only after the earlier one approved. */
async function askNextStep(
  tx: Tx,
  ctx: Ctx,
  request: RequestRow,
  stepRole: string,
  remainingRoles: string[],
): Promise<void> {
  const now = ctx.deps.clock.now();
  const id = ctx.deps.ids.next('approval');
  await tx
    .insert(approvalRequests)
    .values({ ...request, id, stepRole, remainingRoles, state: 'open', requestedAt: now, closedAt: null });
  const data = { requestId: request.id, role: request.stepRole, nextRequestId: id, nextRole: stepRole };
  await recordAudit(tx, ctx, {
    action: 'invoice.approve_step',
    objectKind: 'invoice',
    objectId: request.invoiceId,
    after: data,
  });
  await recordEvent(tx, ctx, request.invoiceId, 'invoice.step_approved', data);
}

async function getOpenRequest(tx: Tx, invoice: InvoiceRow, requestId: string): Promise<RequestRow> {
  const [request] = await tx
    .select()
    .from(approvalRequests)
    .where(and(eq(approvalRequests.invoiceId, invoice.id), eq(approvalRequests.id, requestId)));
  if (request === undefined) throw new AppError('approval.not_found');
  if (request.state === 'open') return request;
  throw new AppError(request.state === 'cancelled' ? 'invoice.content_changed' : 'approval.already_decided');
}

/**
 * Approver, author, last editor, submitter and whoever wrote the rules are different people, and nobody decides two steps
 * of one content.
 */
async function refuseWrongApprover(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  request: RequestRow,
): Promise<void> {
  if (ctx.actor.kind !== 'person') throw new AppError('approval.person_required');
  const isSame = (actor: Actor): boolean => actor.kind === 'person' && actor.id === ctx.actor.id;
  if ([invoice.createdBy, invoice.lastEditedBy, request.requestedBy].some(isSame)) {
    throw new AppError('approval.author_cannot_approve');
  }
  await refuseRuleEditor(tx, ctx, request.ruleSetId);
  if (!ctx.roles.includes(request.stepRole)) {
    throw new AppError('approval.not_an_approver', {
      detail: `This step asks for the role "${request.stepRole}".`,
    });
  }
  const earlier = await tx
    .select({ actor: approvalDecisions.actor })
    .from(approvalDecisions)
    .where(
      and(
        eq(approvalDecisions.invoiceId, invoice.id),
        eq(approvalDecisions.contentHash, request.contentHash),
        eq(approvalDecisions.decision, 'approved'),
      ),
    );
  if (earlier.some(({ actor }) => isSame(actor))) {
    throw new AppError('approval.not_an_approver', {
      detail: 'You decided an earlier step of this invoice.',
    });
  }
}
