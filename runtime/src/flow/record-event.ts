import { sql } from 'drizzle-orm';
import type { JsonObject } from '../core/json.ts';
import type { Tx } from '../db/open-database.ts';
import { invoiceEvents } from '../db/schema/index.ts';
import type { Ctx } from './context.ts';
import { announceEvent } from './webhooks/announce-event.ts';
import { answerWaiters } from './webhooks/answer-waiters.ts';
import { listenersOf } from './webhooks/listeners.ts';

/**
 * Appends an event of an invoice's life with the next sequence of that invoice.
 * The caller holds the invoice row's lock, so two events never want the same sequence. Endpoints and waiting flows that
 * are to hear of it get their messages in the same transaction.
 */
export async function recordEvent(
  tx: Tx,
  ctx: Ctx,
  invoiceId: string,
  type: string,
  data: JsonObject,
): Promise<void> {
  const event = { id: ctx.deps.ids.next('event'), invoiceId, type, data, occurredAt: ctx.deps.clock.now() };
  const [recorded] = await tx
    .insert(invoiceEvents)
    .values({
      organizationId: ctx.organizationId,
      ...event,
      sequence: sql`(select coalesce(max(e.sequence), 0) + 1 from invoice_events e
        where e.organization_id = ${ctx.organizationId} and e.invoice_id = ${invoiceId})`,
      actor: ctx.actor,
    })
    .returning({ sequence: invoiceEvents.sequence, ...listenersOf(ctx.organizationId, invoiceId) });
  if (recorded === undefined) return;
  const { sequence, endpoints, hasWaiters } = recorded;
  if (hasWaiters) await answerWaiters(tx, ctx, { ...event, sequence });
  if (endpoints !== null) await announceEvent(tx, ctx, { ...event, sequence }, endpoints);
}
