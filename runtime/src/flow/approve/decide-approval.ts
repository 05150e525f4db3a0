import { and, desc, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { type EditFrame, editFrame } from '../../core/approvals/tolerance/edit-frame.ts';
import { contentHash } from '../../core/invoice/content-hash.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, approvalRequests } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadVersion } from '../correct/load-version.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { finishHeld } from '../held/finish-held.ts';
import { readHeldAsk } from '../held/held-ask.ts';
import { lockHeld } from '../held/lock-held.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { type ApprovalRequestRow, goToNextStep } from './go-to-next-step.ts';
import { handToIssue } from './hand-to-issue.ts';
import { type Approver, resolveApprover } from './resolve-approver.ts';
import { standIn } from './standing/stand-in.ts';

/** A person's decision on a request that they looked at; a request stands for one content and never for another. */
export type DecideApprovalInput = {
  invoiceId: string;
  requestId: string;
  /** `returned` sends it back for a change; `rejected` says no. Both make it a draft again. */
  decision: 'approved' | 'rejected' | 'returned';
  reason?: string;
  /** The hash of the content that was on the screen: within a tolerance a request goes on with another one. */
  contentHash?: string;
};

const EVENTS = { approved: 'approve', rejected: 'reject', returned: 'return' } as const;

/**
 * Decides the open request of an invoice. Only a person whom its steps ask may, or their delegate, never the author or
 * the last editor, and only while the content is what the request was made for. The invoice moves on once every step is
 * met, and a command that is held is run. Returns `waits` where an approval is one of several. Throws `approval.*`, or `invoice.content_changed` when the
 * request was for another content, or another one was looked at.
 */
export async function decideApproval({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: DecideApprovalInput;
}): Promise<'waits' | 'done'> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await lockAsked(tx, ctx, input);
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    authorise(ctx, 'approve', invoice.entityId);
    const request = await getOpenRequest(tx, invoice, input.requestId);
    const ask = readHeldAsk(request);
    const approver = await resolveApprover(tx, ctx, invoice, request);
    const isApproval = input.decision === 'approved';
    if (!isApproval && (input.reason ?? '').trim() === '') throw new AppError('approval.reason_required');
    const { document } = await loadVersion(tx, invoice.id);
    const hash = contentHash(document);
    const isAsSeen = input.contentHash === undefined || input.contentHash === hash;
    if (hash !== request.contentHash || !isAsSeen) throw new AppError('invoice.content_changed');
    await keepDecision(tx, ctx, { request, approver, input, frame: editFrame(document) });
    if (isApproval && (await goToNextStep(tx, ctx, invoice, request)) === 'waits') {
      if (ask === undefined) await standIn(tx, ctx, invoice);
      return 'waits';
    }
    await closeRequest(tx, ctx, request.id, input.decision);
    const data = {
      requestId: request.id,
      contentHash: hash,
      ...(approver.actingFor === null ? {} : { actingFor: approver.actingFor.name }),
      ...(approver.liftedRules.length === 0 ? {} : { liftedRules: approver.liftedRules }),
    };
    const { decision, reason } = input;
    if (ask === undefined) await moveOn(tx, ctx, invoice, { decision, data, reason });
    else await finishHeld(tx, ctx, { invoice, request, ask, decision, data, reason });
    return 'done';
  });
}

/** What a held command locks before the invoice; looked at again under the locks. */
async function lockAsked(tx: Tx, ctx: Ctx, { invoiceId, requestId }: DecideApprovalInput): Promise<void> {
  const [request] = await tx
    .select()
    .from(approvalRequests)
    .where(and(eq(approvalRequests.invoiceId, invoiceId), eq(approvalRequests.id, requestId)));
  const ask = request === undefined ? undefined : readHeldAsk(request);
  if (ask !== undefined) await lockHeld(tx, ctx, invoiceId, ask);
}

type Moving = { decision: DecideApprovalInput['decision']; data: JsonObject; reason: string | undefined };

/** The submitted invoice goes on: to its issue where the entity says so, or back to a draft. */
async function moveOn(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  { decision, data, reason }: Moving,
): Promise<void> {
  const isApproval = decision === 'approved';
  await transitionInvoice(tx, ctx, {
    invoice,
    event: EVENTS[decision],
    set: isApproval ? { approvedAt: ctx.deps.clock.now() } : { submittedAt: null },
    data,
    ...(reason === undefined ? {} : { reason }),
  });
  if (isApproval) await handToIssue(tx, ctx, invoice);
}

type Decided = {
  request: ApprovalRequestRow;
  approver: Approver;
  input: DecideApprovalInput;
  frame: EditFrame;
};

async function keepDecision(tx: Tx, ctx: Ctx, decided: Decided): Promise<void> {
  const { request, frame } = decided;
  const { actingFor, metAsks, liftedRules } = decided.approver;
  const { decision, reason } = decided.input;
  await tx.insert(approvalDecisions).values({
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('approval'),
    invoiceId: request.invoiceId,
    requestId: request.id,
    ruleSetId: request.ruleSetId,
    decision,
    contentHash: request.contentHash,
    actor: ctx.actor,
    actingFor: actingFor?.personId ?? null,
    metAsks,
    liftedRules,
    frame,
    reason: reason ?? null,
    decidedAt: ctx.deps.clock.now(),
  });
}

async function closeRequest(
  tx: Tx,
  ctx: Ctx,
  requestId: string,
  state: DecideApprovalInput['decision'],
): Promise<void> {
  await tx
    .update(approvalRequests)
    .set({ state, closedAt: ctx.deps.clock.now() })
    .where(and(eq(approvalRequests.id, requestId), eq(approvalRequests.state, 'open')));
}

async function getOpenRequest(tx: Tx, invoice: InvoiceRow, requestId: string): Promise<ApprovalRequestRow> {
  const [request] = await tx
    .select()
    .from(approvalRequests)
    .where(and(eq(approvalRequests.invoiceId, invoice.id), eq(approvalRequests.id, requestId)));
  if (request === undefined) throw new AppError('approval.not_found');
  if (request.state === 'open') return request;
  throw request.state === 'cancelled'
    ? new AppError('invoice.content_changed')
    : await alreadyDecided(tx, request.id);
}

/** Who was faster, what they said and when: the other of two people who decide at once is to know what happened. */
async function alreadyDecided(tx: Tx, requestId: string): Promise<AppError> {
  const [last] = await tx
    .select()
    .from(approvalDecisions)
    .where(eq(approvalDecisions.requestId, requestId))
    .orderBy(desc(approvalDecisions.decidedAt), desc(approvalDecisions.id))
    .limit(1);
  if (last === undefined) return new AppError('approval.already_decided');
  const { actor, decision, decidedAt } = last;
  const at = decidedAt.toISOString().slice(0, 16).replace('T', ' ');
  return new AppError('approval.already_decided', { detail: `${actor.name} ${decision} it at ${at} UTC.` });
}
