import { sql } from 'drizzle-orm';
import { assert } from '../core/assert.ts';
import type { JsonObject } from '../core/json.ts';
import type { Tx } from '../db/open-database.ts';
import { invoiceEvents } from '../db/schema/index.ts';
import type { Ctx } from './context.ts';
import { announceEvent } from './webhooks/announce-event.ts';
import { answerWaiters } from './webhooks/answer-waiters.ts';
import { type ListeningEndpoint, listenersOf } from './webhooks/listeners.ts';

/** Something that happened to an invoice, and what there is to say of it. */
export type EventInput = { invoiceId: string; type: string; data: JsonObject };

/**
 * Appends an event of an invoice's life with the next sequence of that invoice.
 * The caller holds the invoice row's lock, so two events never want the same sequence. Endpoints and waiting flows that
 * are to hear of it get their messages in the same transaction.
 */
export const recordEvent = (
  tx: Tx,
  ctx: Ctx,
  invoiceId: string,
  type: string,
  data: JsonObject,
): Promise<void> => recordEvents(tx, ctx, [{ invoiceId, type, data }]);

type Recorded = {
  id: string;
  sequence: number;
  endpoints: ListeningEndpoint[] | null;
  has_waiters: boolean;
};

/** Appends one event each to the lives of several invoices, in one statement; see `recordEvent`. */
export async function recordEvents(tx: Tx, ctx: Ctx, inputs: readonly EventInput[]): Promise<void> {
  if (inputs.length === 0) return;
  const occurredAt = ctx.deps.clock.now();
  const events = inputs.map((input) => ({ id: ctx.deps.ids.next('event'), ...input, occurredAt }));
  const given = events.map(({ id, invoiceId, type, data }) => ({ id, invoice_id: invoiceId, type, data }));
  const { organizationId } = ctx;
  const { endpoints, hasWaiters } = listenersOf(organizationId);
  const rows = await tx.execute<Recorded>(sql`
    insert into ${invoiceEvents} as recorded
      (organization_id, id, invoice_id, sequence, type, data, actor, occurred_at)
    select ${organizationId}, g.id, g.invoice_id,
      (select coalesce(max(e.sequence), 0) + 1 from ${invoiceEvents} e
        where e.organization_id = ${organizationId} and e.invoice_id = g.invoice_id),
      g.type, g.data, (${JSON.stringify(ctx.actor)}::text)::jsonb, ${occurredAt.toISOString()}::timestamptz
    from json_to_recordset((${JSON.stringify(given)}::text)::json)
      as g (id text, invoice_id text, type text, data jsonb)
    returning recorded.id, recorded.sequence, ${endpoints} as endpoints, ${hasWaiters} as has_waiters`);
  const recordedById = new Map(rows.map((row) => [row.id, row]));
  for (const event of events) {
    const recorded = recordedById.get(event.id);
    assert(recorded !== undefined, 'an insert returns its rows');
    const { sequence } = recorded;
    if (recorded.has_waiters) await answerWaiters(tx, ctx, { ...event, sequence });
    if (recorded.endpoints !== null) await announceEvent(tx, ctx, { ...event, sequence }, recorded.endpoints);
  }
}
