import { setTimeout as pause } from 'node:timers/promises';
import { describeCause } from '../../core/describe-cause.ts';
import { type AttemptRecord, outcomeOfStatus } from '../../core/webhooks/attempt.ts';
import { jitterOf } from '../../core/webhooks/jitter-of.ts';
import { signMessage } from '../../core/webhooks/sign-message.ts';
import type { Ctx } from '../context.ts';
import type { WebhookPost } from '../ports.ts';
import { takeSlot } from './in-flight.ts';
import { type DueDelivery, loadDueDelivery } from './load-due-delivery.ts';
import { notifyJob } from './notify-job.ts';
import { recordAttempt } from './record-attempt.ts';

/** How long a job waits for an answer. A slower receiver is waited for beside the queue, which goes on meanwhile. */
const HOLD_MS = 300;

/** When an attempt that nobody recorded is made again: later than it can still be under way. */
const GUARD_MS = 30_000;

/** How long a message to a receiver with too many under way is put off, at least and at most. Guesses. */
const PUT_OFF_MIN_MS = 5_000;
const PUT_OFF_MAX_MS = 30_000;

/**
 * Makes one attempt of a message and records what became of it, which says when the next one is due. A process that
 * dies between leaves the message as it was, so it is sent again with the same id, and never lost.
 */
export async function deliverWebhook({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { deliveryId: string; attempt: number };
}): Promise<void> {
  const due = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    loadDueDelivery(tx, ctx, input),
  );
  if (due === undefined) return;
  const slot = takeSlot(ctx.deps, due.receiverId, due.delivery.id);
  if (slot.state === 'on_its_way') return;
  if (slot.state === 'full') {
    const spreadMs = (PUT_OFF_MAX_MS - PUT_OFF_MIN_MS) * jitterOf(due.delivery.id, input.attempt);
    return enqueueIn(ctx, due, input.attempt, PUT_OFF_MIN_MS + spreadMs);
  }
  const work = attemptAndRecord(ctx, due, input.attempt).finally(slot.release);
  const hasEnded = await Promise.race([work.then(() => true), pause(HOLD_MS, false, { ref: false })]);
  if (hasEnded) return;
  work.catch((cause: unknown) => {
    ctx.deps.log.error(
      { deliveryId: due.delivery.id, err: describeCause(cause) },
      'webhook attempt not recorded',
    );
  });
  await enqueueIn(ctx, due, input.attempt, GUARD_MS);
}

async function attemptAndRecord(ctx: Ctx, due: DueDelivery, attempt: number): Promise<void> {
  const { clock, webhooks, database, log } = ctx.deps;
  const startedAt = clock.now();
  const outcome = await webhooks.post(toPost(due, startedAt));
  const record: AttemptRecord = {
    attempt,
    at: startedAt.toISOString(),
    durationMs: clock.now().getTime() - startedAt.getTime(),
    httpStatus: outcome.state === 'answered' ? outcome.status : null,
    outcome: outcome.state === 'answered' ? outcomeOfStatus(outcome.status) : outcome.state,
  };
  const retryAfterMs = outcome.state === 'answered' ? outcome.retryAfterMs : undefined;
  await database.inOrganization(ctx.organizationId, (tx) =>
    recordAttempt(tx, ctx, due, { record, retryAfterMs }),
  );
  if (record.outcome === 'accepted') return;
  const { httpStatus, outcome: name } = record;
  log.info({ receiverId: due.receiverId, attempt, httpStatus, outcome: name }, 'webhook attempt failed');
}

function toPost({ delivery, url, secrets }: DueDelivery, at: Date): WebhookPost {
  const timestampSeconds = Math.floor(at.getTime() / 1_000);
  const { eventId: id, body } = delivery;
  return {
    url,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'seikyu-hub',
      'accept-encoding': 'identity',
      'webhook-id': id,
      'webhook-timestamp': String(timestampSeconds),
      ...(secrets.length === 0
        ? {}
        : { 'webhook-signature': signMessage({ id, timestampSeconds, body }, secrets) }),
    },
    body,
  };
}

async function enqueueIn(ctx: Ctx, due: DueDelivery, attempt: number, delayMs: number): Promise<void> {
  const { database, jobs, clock } = ctx.deps;
  const startAfter = new Date(clock.now().getTime() + delayMs);
  await database.inOrganization(ctx.organizationId, (tx) =>
    jobs.enqueue(tx, [notifyJob(ctx, due.delivery, attempt, startAfter)]),
  );
}
