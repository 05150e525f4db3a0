import { and, asc, eq, gt, inArray, lt } from 'drizzle-orm';
import { todayIn } from '../../core/civil-date.ts';
import { collectionOn } from '../../core/settlement/collection.ts';
import type { Tx } from '../../db/open-database.ts';
import { collections, entities, invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { loadBalance } from '../settle/load-balance.ts';
import { FIRST_ZONE } from '../settle/refuse-future.ts';

/** How many invoices one transaction looks at. */
const BATCH_MAX = 100;

/**
 * Ends the pauses and promises whose last day has passed in the zone of their entity, and tells of each once; a promise
 * that was not kept raises the invoice. What an invoice's status is on a day never depends on it. Returns how many ended.
 */
export async function resumeCollections({ ctx }: { ctx: Ctx }): Promise<number> {
  let resumed = 0;
  let after = '';
  for (;;) {
    const ids = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
      resumeBatch(tx, ctx, after),
    );
    const last = ids.at(-1);
    resumed += ids.length;
    if (last === undefined) return resumed;
    after = last;
  }
}

/** The invoices of one batch, in the order of their ids; none when nothing is left. */
async function resumeBatch(tx: Tx, ctx: Ctx, after: string): Promise<string[]> {
  const now = ctx.deps.clock.now();
  const rows = await tx
    .select({ invoiceId: collections.invoiceId, timeZone: entities.timeZone })
    .from(collections)
    .innerJoin(invoices, eq(invoices.id, collections.invoiceId))
    .innerJoin(entities, eq(entities.id, invoices.entityId))
    .where(
      and(
        gt(collections.invoiceId, after),
        inArray(collections.status, ['paused', 'promised']),
        // The latest date anywhere; the zone of each entity decides below.
        lt(collections.until, todayIn(FIRST_ZONE, now)),
      ),
    )
    .orderBy(asc(collections.invoiceId))
    .limit(BATCH_MAX);
  for (const { invoiceId, timeZone } of rows) await resume(tx, ctx, invoiceId, todayIn(timeZone, now));
  return rows.map(({ invoiceId }) => invoiceId);
}

async function resume(tx: Tx, ctx: Ctx, invoiceId: string, today: string): Promise<void> {
  const invoice = await getInvoiceForUpdate(tx, invoiceId);
  const [kept] = await tx.select().from(collections).where(eq(collections.invoiceId, invoiceId));
  if (kept === undefined || kept.until === null || kept.until >= today) return;
  if (kept.status !== 'paused' && kept.status !== 'promised') return;
  const balanceMinor = await loadBalance(tx, invoiceId);
  const isOwed = invoice.documentStatus === 'issued' && balanceMinor > 0n;
  const status = collectionOn({ kept, isOwed, balanceMinor, isDisputed: false, asOf: today });
  const to = status === 'escalated' ? 'escalated' : 'normal';
  await tx
    .update(collections)
    .set({
      status: to,
      until: null,
      promisedMinor: null,
      owedMinor: null,
      changedBy: ctx.actor,
      changedAt: ctx.deps.clock.now(),
    })
    .where(eq(collections.invoiceId, invoiceId));
  const data = { collection: to, ended: kept.status, until: kept.until };
  await recordAudit(tx, ctx, {
    action: 'invoice.resume_collection',
    objectKind: 'invoice',
    objectId: invoiceId,
    before: { collection: kept.status },
    after: data,
  });
  const type = to === 'escalated' ? 'invoice.promise_broken' : 'invoice.collection_changed';
  await recordEvent(tx, ctx, invoiceId, type, data);
}
