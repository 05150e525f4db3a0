import { and, eq } from 'drizzle-orm';
import { decisionOfEvent } from '../../core/webhooks/decision-of-event.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalWaiters } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { RecordedEvent } from './event-message.ts';
import { queueDeliveries } from './queue-deliveries.ts';

/**
 * Answers the flows that wait for an invoice, when an event closes its approval request: each of them once, in the
 * transaction of the decision.
 */
export async function answerWaiters(tx: Tx, ctx: Ctx, event: RecordedEvent): Promise<void> {
  const decision = decisionOfEvent(event);
  if (decision === undefined) return;
  const answered = await tx
    .update(approvalWaiters)
    .set({ state: 'answered', answeredAt: event.occurredAt })
    .where(and(eq(approvalWaiters.invoiceId, event.invoiceId), eq(approvalWaiters.state, 'waiting')))
    .returning();
  const reason = typeof event.data['reason'] === 'string' ? event.data['reason'] : null;
  await queueDeliveries(
    tx,
    ctx,
    answered.map((waiter) => ({
      receiver: { waiterId: waiter.id },
      invoiceId: event.invoiceId,
      event,
      body: JSON.stringify({
        invoiceId: event.invoiceId,
        approvalId: waiter.requestId,
        decision,
        reason,
        decidedBy: { kind: ctx.actor.kind, name: ctx.actor.name },
        decidedAt: event.occurredAt.toISOString(),
        contentHash: waiter.contentHash,
      }),
    })),
  );
}
