import { sql } from 'drizzle-orm';
import type { JsonObject } from '../core/json.ts';
import type { Tx } from '../db/open-database.ts';
import { invoiceEvents } from '../db/schema/index.ts';
import type { Ctx } from './context.ts';

/**
 * Appends an event of an invoice's life with the next sequence of that invoice.
 * The caller holds the invoice row's lock, so two events never want the same sequence.
 */
export async function recordEvent(
  tx: Tx,
  ctx: Ctx,
  invoiceId: string,
  type: string,
  data: JsonObject,
): Promise<void> {
  await tx.insert(invoiceEvents).values({
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('event'),
    invoiceId,
    sequence: sql`(select coalesce(max(e.sequence), 0) + 1 from invoice_events e
      where e.organization_id = ${ctx.organizationId} and e.invoice_id = ${invoiceId})`,
    type,
    data,
    actor: ctx.actor,
    occurredAt: ctx.deps.clock.now(),
  });
}
