import type { Tx } from '../../db/open-database.ts';
import { webhookDeliveries } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { notifyJob } from './notify-job.ts';

/** One message to one receiver. */
export type NewDelivery = {
  receiver: { endpointId: string } | { waiterId: string };
  /** Null for a message that is about no invoice. */
  invoiceId: string | null;
  event: { id: string; type: string; sequence: number };
  body: string;
};

/** Stores messages and the job of each one's first attempt, in the transaction of what they tell of. */
export async function queueDeliveries(tx: Tx, ctx: Ctx, messages: NewDelivery[]): Promise<void> {
  if (messages.length === 0) return;
  const now = ctx.deps.clock.now();
  const rows = messages.map(({ receiver, invoiceId, event, body }) => {
    const receiverId = 'endpointId' in receiver ? receiver.endpointId : receiver.waiterId;
    return {
      organizationId: ctx.organizationId,
      id: ctx.deps.ids.next('webhookDelivery'),
      ...receiver,
      invoiceId,
      lane: `${receiverId}/${invoiceId ?? event.id}`,
      eventId: event.id,
      eventType: event.type,
      eventSequence: event.sequence,
      body,
      state: 'pending' as const,
      nextAttemptAt: now,
      createdAt: now,
    };
  });
  await tx.insert(webhookDeliveries).values(rows);
  await ctx.deps.jobs.enqueue(
    tx,
    rows.map((row) => notifyJob(ctx, row, 1)),
  );
}
