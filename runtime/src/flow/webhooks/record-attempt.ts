import { and, eq, inArray, sql } from 'drizzle-orm';
import type { AttemptRecord, DeliveryState } from '../../core/webhooks/attempt.ts';
import { jitterOf } from '../../core/webhooks/jitter-of.ts';
import { FAILING_MAX_MS, nextDelayMs } from '../../core/webhooks/schedule.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalWaiters, webhookDeliveries, webhookEndpoints } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { disableEndpoint } from './disable-endpoint.ts';
import type { DueDelivery } from './load-due-delivery.ts';
import { notifyJob } from './notify-job.ts';

/** The latest attempts that a message's log keeps. */
const ATTEMPTS_KEPT_MAX = 20;

/** An attempt that ended, and how long the receiver asked to be left alone. */
export type EndedAttempt = { record: AttemptRecord; retryAfterMs: number | undefined };

/**
 * Records an attempt: delivered, tried again by the schedule, or given up. A message that is done calls the next one
 * of its lane. An endpoint that answers 410, or fails for five days without a success, is disabled.
 */
export async function recordAttempt(tx: Tx, ctx: Ctx, due: DueDelivery, ended: EndedAttempt): Promise<void> {
  const { delivery } = due;
  const { record } = ended;
  const failingSince = await holdReceiver(tx, due, record);
  const now = ctx.deps.clock.now();
  const isDelivered = record.outcome === 'accepted';
  const nextAt = isDelivered ? undefined : nextAttemptAt(due, ended, now);
  const state: DeliveryState = isDelivered ? 'delivered' : nextAt === undefined ? 'given_up' : 'failed';
  const [recorded] = await tx
    .update(webhookDeliveries)
    .set({
      state,
      attemptCount: record.attempt,
      nextAttemptAt: nextAt ?? null,
      attempts: sql`(case when jsonb_array_length(${webhookDeliveries.attempts}) >= ${ATTEMPTS_KEPT_MAX}
        then ${webhookDeliveries.attempts} - 0 else ${webhookDeliveries.attempts} end)
        || (${JSON.stringify([record])}::text)::jsonb`,
    })
    .where(
      // A replay meanwhile began to count anew, and another process may have been faster: their word stands.
      and(
        eq(webhookDeliveries.id, delivery.id),
        eq(webhookDeliveries.attemptCount, record.attempt - 1),
        inArray(webhookDeliveries.state, ['pending', 'failed']),
      ),
    )
    .returning({ id: webhookDeliveries.id });
  if (recorded === undefined) return;
  await noteReceiver(tx, ctx, { due, record, failingSince, now });
  if (nextAt !== undefined) {
    await ctx.deps.jobs.enqueue(tx, [notifyJob(ctx, delivery, record.attempt + 1, nextAt)]);
  } else {
    await callNext(tx, ctx, delivery, now);
  }
}

/**
 * Since when the endpoint fails, as it is now and not as it was before the attempt; null for one that works. Locks it
 * before its messages, in the order in which a replay takes them; not where nothing changes on it.
 */
async function holdReceiver(tx: Tx, due: DueDelivery, record: AttemptRecord): Promise<Date | null> {
  const { endpointId } = due.delivery;
  if (endpointId === null) return null;
  const read = () =>
    tx
      .select({ failingSince: webhookEndpoints.failingSince })
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.id, endpointId));
  const [seen] = await read();
  if (record.outcome === 'accepted' && (seen?.failingSince ?? null) === null) return null;
  const [held] = await read().for('no key update');
  return held?.failingSince ?? null;
}

/** An attempt that was recorded, with what its receiver was held with. */
type NotedAttempt = { due: DueDelivery; record: AttemptRecord; failingSince: Date | null; now: Date };

/** A test is tried once; 410 says that there is nobody any more. */
function nextAttemptAt(due: DueDelivery, ended: EndedAttempt, now: Date): Date | undefined {
  const { attempt, outcome } = ended.record;
  if (due.isTest || outcome === 'gone') return undefined;
  const delayMs = nextDelayMs(attempt, jitterOf(due.delivery.id, attempt), ended.retryAfterMs);
  return delayMs === undefined ? undefined : new Date(now.getTime() + delayMs);
}

/** What an attempt says about the receiver: that it works, that it fails, or that it is gone. */
async function noteReceiver(
  tx: Tx,
  ctx: Ctx,
  { due, record, failingSince, now }: NotedAttempt,
): Promise<void> {
  const { delivery } = due;
  const isAccepted = record.outcome === 'accepted';
  if (delivery.waiterId !== null) {
    // The address is a capability, and has done its work.
    if (isAccepted) {
      await tx
        .update(approvalWaiters)
        .set({ resumeUrl: null })
        .where(eq(approvalWaiters.id, delivery.waiterId));
    }
    return;
  }
  const endpointId = due.receiverId;
  if (isAccepted) {
    if (failingSince === null) return;
    await tx.update(webhookEndpoints).set({ failingSince: null }).where(eq(webhookEndpoints.id, endpointId));
  } else if (record.outcome === 'gone') {
    await disableEndpoint(tx, ctx, endpointId, 'gone');
  } else if (
    !due.isTest &&
    failingSince !== null &&
    now.getTime() - failingSince.getTime() >= FAILING_MAX_MS
  ) {
    await disableEndpoint(tx, ctx, endpointId, 'failing');
  } else if (!due.isTest && failingSince === null) {
    await tx.update(webhookEndpoints).set({ failingSince: now }).where(eq(webhookEndpoints.id, endpointId));
  }
}

async function callNext(tx: Tx, ctx: Ctx, done: { lane: string }, now: Date): Promise<void> {
  const [next] = await tx
    .select({
      id: webhookDeliveries.id,
      lane: webhookDeliveries.lane,
      attemptCount: webhookDeliveries.attemptCount,
      nextAttemptAt: webhookDeliveries.nextAttemptAt,
    })
    .from(webhookDeliveries)
    .where(
      and(eq(webhookDeliveries.lane, done.lane), inArray(webhookDeliveries.state, ['pending', 'failed'])),
    )
    .orderBy(webhookDeliveries.eventSequence, webhookDeliveries.id)
    .limit(1);
  if (next === undefined) return;
  const { nextAttemptAt: dueAt } = next;
  const startAfter = dueAt !== null && dueAt > now ? dueAt : undefined;
  await ctx.deps.jobs.enqueue(tx, [notifyJob(ctx, next, next.attemptCount + 1, startAfter)]);
}
