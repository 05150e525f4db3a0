import { and, count, desc, eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import { AppError } from '../../core/app-error.ts';
import type { WaiterDecision } from '../../core/webhooks/decision-of-event.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, approvalRequests, approvalWaiters } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { checkReceiverUrl } from './check-receiver-url.ts';
import { resumeUrlPlace } from './sealed-places.ts';

/** Where to send the decision on an invoice. */
export type AddWaiterInput = { invoiceId: string; resumeUrl: string };

/** The flow waits, and people decide at `pageUrl`; or there is nothing to wait for. */
export type AddedWaiter =
  | { state: 'waiting'; waiterId: string; approvalId: string; pageUrl: string }
  | {
      state: 'decided';
      decision: WaiterDecision;
      approvalId: string | null;
      reason: string | null;
      decidedBy: { kind: Actor['kind']; name: string } | null;
      decidedAt: Date | null;
      contentHash: string;
    };

/** More flows than these waiting for one invoice are a loop. A guess. */
const WAITERS_MAX = 20;

/**
 * Lets a flow wait for the decision on a submitted invoice. The invoice is locked meanwhile: a decision is either
 * answered here or sent to the waiter, and never lost between. Throws `request.invalid` for a URL that may not be
 * called, `approval.not_requested` for a draft that nobody submitted, or `webhook.limit_reached`.
 */
export async function addWaiter({ ctx, input }: { ctx: Ctx; input: AddWaiterInput }): Promise<AddedWaiter> {
  authorise(ctx, 'webhooks');
  checkReceiverUrl(ctx, input.resumeUrl, 'resumeUrl');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    authorise(ctx, 'webhooks', invoice.entityId);
    const [request] = await tx
      .select()
      .from(approvalRequests)
      .where(eq(approvalRequests.invoiceId, invoice.id))
      .orderBy(desc(approvalRequests.requestedAt), desc(approvalRequests.id))
      .limit(1);
    if (request?.state === 'open') return wait(tx, ctx, input, request);
    return decided(tx, invoice, request);
  });
}

type RequestRow = typeof approvalRequests.$inferSelect;

async function wait(tx: Tx, ctx: Ctx, input: AddWaiterInput, request: RequestRow): Promise<AddedWaiter> {
  const { organizationId } = ctx;
  const [held] = await tx
    .select({ count: count() })
    .from(approvalWaiters)
    .where(and(eq(approvalWaiters.invoiceId, request.invoiceId), eq(approvalWaiters.state, 'waiting')));
  if ((held?.count ?? 0) >= WAITERS_MAX) {
    throw new AppError('webhook.limit_reached', { detail: `${WAITERS_MAX} flows wait for it already.` });
  }
  const waiterId = ctx.deps.ids.next('waiter');
  await tx.insert(approvalWaiters).values({
    organizationId,
    id: waiterId,
    invoiceId: request.invoiceId,
    requestId: request.id,
    contentHash: request.contentHash,
    resumeUrl: ctx.deps.secretBox.seal(input.resumeUrl, resumeUrlPlace(organizationId, waiterId)),
    state: 'waiting',
    createdBy: ctx.actor,
    createdAt: ctx.deps.clock.now(),
  });
  await recordAudit(tx, ctx, {
    action: 'waiter.add',
    objectKind: 'invoice',
    objectId: request.invoiceId,
    after: { waiterId, approvalId: request.id },
  });
  const pageUrl = `${ctx.deps.publicBaseUrl}/invoices/${request.invoiceId}`;
  return { state: 'waiting', waiterId, approvalId: request.id, pageUrl };
}

async function decided(tx: Tx, invoice: InvoiceRow, request: RequestRow | undefined): Promise<AddedWaiter> {
  const decision = decisionOf(invoice, request);
  const [last] = await tx
    .select()
    .from(approvalDecisions)
    .where(
      and(
        eq(approvalDecisions.invoiceId, invoice.id),
        eq(approvalDecisions.decision, decision === 'rejected' ? 'rejected' : 'approved'),
      ),
    )
    .orderBy(desc(approvalDecisions.decidedAt), desc(approvalDecisions.id))
    .limit(1);
  const isDecided = decision === 'approved' || decision === 'rejected';
  const found = isDecided ? last : undefined;
  return {
    state: 'decided',
    decision,
    approvalId: found?.requestId ?? (isDecided ? null : (request?.id ?? null)),
    reason: found?.reason ?? null,
    decidedBy: found === undefined ? null : { kind: found.actor.kind, name: found.actor.name },
    decidedAt: found?.decidedAt ?? request?.closedAt ?? null,
    contentHash: found?.contentHash ?? invoice.contentHash,
  };
}

/**
 * A draft that was asked about before says how that ended, and so does a command on what is issued, where that came last;
 * a draft that never was asked about has to be submitted first.
 */
function decisionOf(invoice: InvoiceRow, request: RequestRow | undefined): WaiterDecision {
  if (invoice.documentStatus === 'discarded') return 'discarded';
  const isOfDraft = invoice.documentStatus === 'draft' || (request?.command ?? null) !== null;
  if (!isOfDraft) return 'approved';
  if (request === undefined) throw new AppError('approval.not_requested');
  if (request.state === 'approved') return 'approved';
  return request.state === 'rejected' ? 'rejected' : 'returned';
}
