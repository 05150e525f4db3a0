import { inArray } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { asOfEvent, filterStatusesOf, wantsStatus } from '../../core/webhooks/endpoint-filter.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices, webhookDeliveries } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { summarise } from '../read/list-invoices.ts';
import { recordAudit } from '../record-audit.ts';
import { eventMessage, filterableOf } from './event-message.ts';
import { findReplayable, type ReplayableEvent, type ReplayWish } from './find-replayable.ts';
import { type EndpointRow, getEndpointForUpdate } from './get-endpoint-row.ts';
import { notifyJob } from './notify-job.ts';
import { keptDeliveriesSince } from './prune-deliveries.ts';
import { queueDeliveries } from './queue-deliveries.ts';

/** Which endpoint, and what is to be sent to it again. */
export type ReplayEventsInput = { endpointId: string; wish: ReplayWish };

/** Messages that one request queues, but for the rest of a page; `hasMore` says that there are events after those. */
const REPLAY_MAX = 10_000;
const PAGE_SIZE = 1_000;

/**
 * Sends events to an endpoint again: one, those of a time, or all that did not arrive since it was made, as far as
 * messages are kept. A message
 * that was made before goes out as it was, under the same id; one that was not shows the invoice as it stands now.
 * Throws `webhook.endpoint_not_found`, `webhook.endpoint_disabled`, or `request.not_found` for an unknown event.
 */
export async function replayEvents({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ReplayEventsInput;
}): Promise<{ enqueued: number; hasMore: boolean }> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const endpoint = await getEndpointForUpdate(tx, ctx, input.endpointId);
    if (endpoint.state === 'disabled') throw new AppError('webhook.endpoint_disabled');
    const keptSince = keptDeliveriesSince(ctx.deps.clock.now());
    let [after, enqueued, hasMore] = ['', 0, true];
    while (hasMore && enqueued < REPLAY_MAX) {
      const events = await findReplayable(tx, endpoint, input.wish, { after, limit: PAGE_SIZE, keptSince });
      enqueued += await sendAgain(tx, ctx, events);
      enqueued += await sendFirst(tx, ctx, endpoint, events, 'eventId' in input.wish);
      after = events.at(-1)?.id ?? '';
      hasMore = events.length === PAGE_SIZE;
    }
    if (enqueued === 0 && 'eventId' in input.wish) {
      throw new AppError('request.not_found', { detail: 'There is no such event for this endpoint.' });
    }
    await recordAudit(tx, ctx, {
      action: 'webhook_endpoint.replay',
      objectKind: 'webhook_endpoint',
      objectId: endpoint.id,
      after: { ...input.wish, enqueued },
    });
    return { enqueued, hasMore };
  });
}

/** Messages that were made before go out as they are, with a schedule that begins anew. */
async function sendAgain(tx: Tx, ctx: Ctx, events: ReplayableEvent[]): Promise<number> {
  const ids = events.flatMap(({ deliveryId }) => (deliveryId === null ? [] : [deliveryId]));
  if (ids.length === 0) return 0;
  const rows = await tx
    .update(webhookDeliveries)
    .set({ state: 'pending', attemptCount: 0, nextAttemptAt: ctx.deps.clock.now() })
    .where(inArray(webhookDeliveries.id, ids))
    .returning({ id: webhookDeliveries.id, lane: webhookDeliveries.lane });
  await ctx.deps.jobs.enqueue(
    tx,
    rows.map((row) => notifyJob(ctx, row, 1)),
  );
  return rows.length;
}

/** Events that were never a message to this endpoint. A single one was asked for by name, whatever its status is now. */
async function sendFirst(
  tx: Tx,
  ctx: Ctx,
  endpoint: EndpointRow,
  events: ReplayableEvent[],
  isByName: boolean,
): Promise<number> {
  const fresh = events.filter(({ deliveryId }) => deliveryId === null);
  if (fresh.length === 0) return 0;
  const rows = await tx
    .select()
    .from(invoices)
    .where(inArray(invoices.id, [...new Set(fresh.map(({ invoiceId }) => invoiceId))]));
  const summaries = new Map((await summarise(tx, ctx, rows)).map((summary) => [summary.id, summary]));
  const messages = fresh.flatMap((event) => {
    const invoice = summaries.get(event.invoiceId);
    if (invoice === undefined) return [];
    if (!isByName && !wantsStatus(endpoint, filterStatusesOf(asOfEvent(event, filterableOf(invoice)))))
      return [];
    const receiver = { endpointId: endpoint.id };
    return [{ receiver, invoiceId: event.invoiceId, event, body: eventMessage(event, invoice) }];
  });
  await queueDeliveries(tx, ctx, messages);
  return messages.length;
}
