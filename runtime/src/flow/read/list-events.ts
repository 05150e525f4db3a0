import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { JsonObject } from '../../core/json.ts';
import { invoiceEvents } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { grantedInvoices } from './granted-invoices.ts';

/** One event of an invoice's life, with its number in that life. */
export type EventView = {
  id: string;
  invoiceId: string;
  sequence: number;
  type: string;
  data: JsonObject;
  actor: Actor;
  occurredAt: Date;
};

/** What to list; `after` is the id of the last event that the reader has. */
export type ListEventsInput = { limit: number; after?: string; invoiceId?: string; type?: string };

/** Events, oldest first. `last` is where to go on from, also when there is nothing more yet. */
export type EventPage = { items: EventView[]; last: string | null; hasMore: boolean };

/** Lists events in the order in which they were made; of one invoice that is the order of their sequence. */
export async function listEvents({ ctx, input }: { ctx: Ctx; input: ListEventsInput }): Promise<EventPage> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const granted = grantedInvoices(tx, ctx, 'id');
    const rows = await tx
      .select()
      .from(invoiceEvents)
      .where(
        and(
          input.after === undefined ? undefined : gt(invoiceEvents.id, input.after),
          input.invoiceId === undefined ? undefined : eq(invoiceEvents.invoiceId, input.invoiceId),
          input.type === undefined ? undefined : eq(invoiceEvents.type, input.type),
          granted === undefined ? undefined : sql`${invoiceEvents.invoiceId} in (${granted})`,
        ),
      )
      .orderBy(asc(invoiceEvents.id))
      .limit(input.limit + 1);
    const items = rows.slice(0, input.limit).map(({ organizationId: _org, ...event }) => event);
    return { items, last: items.at(-1)?.id ?? input.after ?? null, hasMore: rows.length > input.limit };
  });
}
