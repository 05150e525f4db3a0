import { and, asc, eq, or, sql } from 'drizzle-orm';
import { asksOf } from '../../core/approvals/asked-step.ts';
import { escalateSteps } from '../../core/approvals/escalate-steps.ts';
import { stepTimes } from '../../core/approvals/step-times.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { fillSteps } from './fill-steps.ts';
import { findEmptyAsks } from './find-empty-asks.ts';
import type { ApprovalRequestRow } from './go-to-next-step.ts';
import { tellApproversOf } from './open-request.ts';

/** Requests that one transaction looks after; what is left waits for the next tick of the clock. */
const BATCH_MAX = 100;

/**
 * Reminds of requests that wait, and asks somebody besides where a deadline has passed (model.md E5, row 12) or nobody whom
 * they ask is there any more: each once a step, however often this runs. Nothing is ever approved by time. Returns how many requests it wrote to.
 */
export async function chaseApprovals({ ctx }: { ctx: Ctx }): Promise<number> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const due = await tx
      .select({ id: approvalRequests.id, invoiceId: approvalRequests.invoiceId })
      .from(approvalRequests)
      .where(
        and(
          eq(approvalRequests.state, 'open'),
          or(
            sql`least(${approvalRequests.remindAt}, ${approvalRequests.escalateAt}) <= ${ctx.deps.clock.now().toISOString()}::timestamptz`,
            sql`${approvalRequests.asks} <@ ${sql.param(await findEmptyAsks(tx))}::text[]`,
          ),
        ),
      )
      .orderBy(asc(approvalRequests.id))
      .limit(BATCH_MAX);
    for (const { id, invoiceId } of due) {
      // Whoever decides locks the invoice first as well: a request is looked at only as it stands then.
      const invoice = await getInvoiceForUpdate(tx, invoiceId);
      const [request] = await tx
        .select()
        .from(approvalRequests)
        .where(and(eq(approvalRequests.id, id), eq(approvalRequests.state, 'open')));
      if (request !== undefined) await chase(tx, ctx, invoice, request);
    }
    return due.length;
  });
}

async function chase(tx: Tx, ctx: Ctx, invoice: InvoiceRow, request: ApprovalRequestRow): Promise<void> {
  const now = ctx.deps.clock.now();
  const escalated = escalateSteps(request.steps, request.requestedAt, now);
  const steps = await fillSteps(tx, invoice, request, escalated.steps);
  const isDue = request.remindAt !== null && request.remindAt <= now;
  const isEscalation = escalated.passed > 0 || asksOf(steps).length > asksOf(escalated.steps).length;
  // Nobody is left who could be asked besides: the next tick looks again.
  if (!isDue && !isEscalation) return;
  const times = stepTimes(steps, request.requestedAt);
  // A reminder is sent once; an escalation reminds those who were asked before as well.
  const remindAt = isEscalation || isDue ? null : request.remindAt;
  await tx
    .update(approvalRequests)
    .set({ steps, asks: asksOf(steps), remindAt, escalateAt: times.escalateAt })
    .where(eq(approvalRequests.id, request.id));
  const data = { requestId: request.id, asks: asksOf(steps) };
  await recordAudit(tx, ctx, {
    action: isEscalation ? 'invoice.escalate_approval' : 'invoice.remind_approval',
    objectKind: 'invoice',
    objectId: request.invoiceId,
    before: { asks: request.asks },
    after: data,
  });
  await recordEvent(
    tx,
    ctx,
    request.invoiceId,
    isEscalation ? 'invoice.approval_escalated' : 'invoice.approval_reminded',
    data,
  );
  await tellApproversOf(tx, ctx, {
    requestId: request.id,
    why: isEscalation ? 'escalation' : 'reminder',
  });
}
