import { and, eq, inArray } from 'drizzle-orm';
import { filterStatusesOf, wantsEvent, wantsStatus } from '../../core/webhooks/endpoint-filter.ts';
import type { Tx } from '../../db/open-database.ts';
import { webhookEndpoints } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { summarise } from '../read/list-invoices.ts';
import { eventMessage, filterableOf, type RecordedEvent } from './event-message.ts';
import type { ListeningEndpoint } from './listeners.ts';
import { queueDeliveries } from './queue-deliveries.ts';

/** Queues the message of an event to every endpoint that wants it; the invoice is shown as the event leaves it. */
export async function announceEvent(
  tx: Tx,
  ctx: Ctx,
  event: RecordedEvent,
  endpoints: readonly ListeningEndpoint[],
): Promise<void> {
  const ofType = endpoints.filter(({ eventTypes }) => eventTypes === null || eventTypes.includes(event.type));
  if (ofType.length === 0) return;
  const row = await getInvoiceRow(tx, event.invoiceId);
  const wanting = ofType.filter((endpoint) =>
    wantsEvent(endpoint, { type: event.type, entityId: row.entityId }),
  );
  if (wanting.length === 0) return;
  const [invoice] = await summarise(tx, ctx, [row]);
  if (invoice === undefined) return;
  const statuses = filterStatusesOf(filterableOf(invoice));
  const ids = wanting.filter((endpoint) => wantsStatus(endpoint, statuses)).map(({ id }) => id);
  const body = eventMessage(event, invoice);
  const receivers = await holdEndpoints(tx, ids);
  await queueDeliveries(
    tx,
    ctx,
    receivers.map((endpointId) => ({ receiver: { endpointId }, invoiceId: event.invoiceId, event, body })),
  );
}

/** Those that are still there, and stay until the end: an endpoint that goes away must not undo what happened. */
async function holdEndpoints(tx: Tx, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const held = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(and(inArray(webhookEndpoints.id, ids), eq(webhookEndpoints.state, 'active')))
    .for('key share');
  return held.map(({ id }) => id);
}
