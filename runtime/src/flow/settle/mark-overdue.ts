import { sql } from 'drizzle-orm';
import { daysBetween, todayIn } from '../../core/civil-date.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, overdueMarks } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { loadBalance } from './load-balance.ts';

/** How many invoices one transaction tells of, and one job; what is left goes on in another job. */
const BATCH_MAX = 100;
const BATCHES_MAX = 20;

/**
 * Tells of every issued invoice whose due date has passed in the zone of its entity while something is still to be
 * paid: once per invoice and due date, however often this runs and wherever it was stopped. Whether an invoice is
 * overdue never depends on it; this is only the event. Returns how many were told of.
 */
export async function markOverdue({ ctx }: { ctx: Ctx }): Promise<number> {
  let marked = 0;
  for (let batch = 1; batch <= BATCHES_MAX; batch += 1) {
    const { found, told } = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
      markBatch(tx, ctx, batch === BATCHES_MAX),
    );
    marked += told;
    if (found < BATCH_MAX) break;
  }
  return marked;
}

async function markBatch(tx: Tx, ctx: Ctx, isLast: boolean): Promise<{ found: number; told: number }> {
  const now = ctx.deps.clock.now();
  const zones = await tx.select({ id: entities.id, timeZone: entities.timeZone }).from(entities);
  const todays = new Map(zones.map(({ id, timeZone }) => [id, todayIn(timeZone, now)]));
  const ids = await findPassed(tx, todays);
  let told = 0;
  for (const id of ids) if (await mark(tx, ctx, id, todays)) told += 1;
  if (isLast && ids.length === BATCH_MAX) {
    const { organizationId, requestId } = ctx;
    await ctx.deps.jobs.enqueue(tx, [
      { stage: 'mark_overdue', key: organizationId, payload: { organizationId, requestId } },
    ]);
  }
  return { found: ids.length, told };
}

/** Invoices past their due date that are open and were not told of, in the order of their ids. */
async function findPassed(tx: Tx, todays: ReadonlyMap<string, string>): Promise<string[]> {
  const days = JSON.stringify([...todays].map(([id, today]) => ({ id, today })));
  // The cash is added up over the ledger once, and not once per invoice: paid invoices stay past due for ever.
  const rows = await tx.execute<{ id: string }>(sql`
    select i.id
    from invoices i
    join jsonb_to_recordset((${days}::text)::jsonb) as e (id text, today date) on e.id = i.entity_id
    left join (select invoice_id, sum(amount_minor) as cash from allocations group by invoice_id) a
      on a.invoice_id = i.id
    where i.document_status = 'issued' and i.due_date < e.today and i.payable_minor > coalesce(a.cash, 0)
      and not exists (select 1 from overdue_marks m where m.organization_id = i.organization_id
        and m.invoice_id = i.id and m.due_date = i.due_date)
    order by i.id limit ${BATCH_MAX}`);
  return rows.map(({ id }) => id);
}

/** A payment may have come, or the invoice may be on its way to be void, before its row was locked. */
async function mark(
  tx: Tx,
  ctx: Ctx,
  invoiceId: string,
  todays: ReadonlyMap<string, string>,
): Promise<boolean> {
  const invoice = await getInvoiceForUpdate(tx, invoiceId);
  const today = todays.get(invoice.entityId);
  const balanceMinor = await loadBalance(tx, invoiceId);
  if (invoice.documentStatus !== 'issued' || invoice.dueDate === null || today === undefined) return false;
  if (balanceMinor <= 0n) return false;
  const { organizationId, requestId } = ctx;
  const { dueDate } = invoice;
  const inserted = await tx
    .insert(overdueMarks)
    .values({ organizationId, invoiceId, dueDate, markedAt: ctx.deps.clock.now() })
    .onConflictDoNothing()
    .returning({ invoiceId: overdueMarks.invoiceId });
  if (inserted.length === 0) return false;
  const data = {
    dueDate,
    asOf: today,
    daysOverdue: daysBetween(dueDate, today),
    balance: moneyToText(money(balanceMinor, currencyOf(invoice.currency))),
    currency: invoice.currency,
  };
  await recordAudit(tx, ctx, {
    action: 'invoice.became_overdue',
    objectKind: 'invoice',
    objectId: invoiceId,
    after: data,
  });
  await recordEvent(tx, ctx, invoiceId, 'invoice.became_overdue', data);
  await ctx.deps.jobs.enqueue(tx, [
    { stage: 'sync_crm', key: invoiceId, payload: { organizationId, requestId, invoiceId } },
  ]);
  return true;
}
