import { and, eq, gt, gte, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { invoiceEvents, invoices, webhookDeliveries } from '../../db/schema/index.ts';
import type { RecordedEvent } from './event-message.ts';
import type { EndpointRow } from './get-endpoint-row.ts';

/** What is to be sent again: one event, those of a time with both ends, or all that did not arrive. */
export type ReplayWish = { eventId: string } | { from: string; to: string } | { missing: true };

/** An event, with the message that was made of it for the endpoint, if one was. */
export type ReplayableEvent = RecordedEvent & { deliveryId: string | null };

/**
 * The events of a wish after one of them, in the order of their making. One by name is bound by the endpoint's entities
 * only.
 */
export async function findReplayable(
  tx: Tx,
  endpoint: EndpointRow,
  wish: ReplayWish,
  page: { after: string; limit: number; keptSince: Date },
): Promise<ReplayableEvent[]> {
  const ofEntity = endpoint.entityIds === null ? undefined : inArray(invoices.entityId, endpoint.entityIds);
  const ofType = endpoint.eventTypes === null ? undefined : inArray(invoiceEvents.type, endpoint.eventTypes);
  return tx
    .select({
      id: invoiceEvents.id,
      invoiceId: invoiceEvents.invoiceId,
      sequence: invoiceEvents.sequence,
      type: invoiceEvents.type,
      data: invoiceEvents.data,
      occurredAt: invoiceEvents.occurredAt,
      deliveryId: webhookDeliveries.id,
    })
    .from(invoiceEvents)
    .innerJoin(invoices, eq(invoices.id, invoiceEvents.invoiceId))
    .leftJoin(
      webhookDeliveries,
      and(eq(webhookDeliveries.endpointId, endpoint.id), eq(webhookDeliveries.eventId, invoiceEvents.id)),
    )
    .where(
      and(
        gt(invoiceEvents.id, page.after),
        ofEntity,
        'eventId' in wish ? undefined : ofType,
        wished(endpoint, wish, page.keptSince),
      ),
    )
    .orderBy(invoiceEvents.id)
    .limit(page.limit);
}

function wished(endpoint: EndpointRow, wish: ReplayWish, keptSince: Date): SQL | undefined {
  if ('eventId' in wish) return eq(invoiceEvents.id, wish.eventId);
  if ('from' in wish) {
    const { from, to } = wish;
    return and(gte(invoiceEvents.occurredAt, new Date(from)), lte(invoiceEvents.occurredAt, new Date(to)));
  }
  // What is pending goes out anyway.
  return and(
    // Of older events no message is kept, whether it arrived or not.
    gte(invoiceEvents.occurredAt, endpoint.createdAt > keptSince ? endpoint.createdAt : keptSince),
    or(isNull(webhookDeliveries.id), inArray(webhookDeliveries.state, ['failed', 'given_up'])),
  );
}
