import { sql } from 'drizzle-orm';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import type { ReminderPlan } from '../../core/reminders/plan-reminders.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { reminderItems, reminders } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import type { DebtorKey } from './load-debts.ts';

/** A planned mail, and whether a person asked for it. */
export type RequestedReminder = {
  debtor: DebtorKey;
  plan: ReminderPlan;
  invoices: ReadonlyMap<string, InvoiceRow>;
  today: string;
  isByHand: boolean;
};

/**
 * Writes down a planned mail and hands it over to be sent, in the language and to the recipients of the newest invoice in
 * it that has any. Returns its id, or undefined where one in the currency is on its way already or nobody is to get it.
 */
export async function requestReminder(
  tx: Tx,
  ctx: Ctx,
  { debtor, plan, invoices, today, isByHand }: RequestedReminder,
): Promise<string | undefined> {
  const addressed = plan.listed
    .flatMap(({ invoiceId }) => invoices.get(invoiceId) ?? [])
    .filter(({ recipients }) => recipients.length > 0)
    .at(-1);
  if (addressed === undefined) return undefined;
  const { organizationId, requestId } = ctx;
  const id = ctx.deps.ids.next('reminder');
  const inserted = await tx
    .insert(reminders)
    .values({
      organizationId,
      id,
      ...debtor,
      currency: plan.currency,
      tone: plan.tone,
      attempt: plan.attempt,
      isLast: plan.isLast,
      isByHand,
      plannedOn: today,
      locale: addressed.locale,
      recipients: addressed.recipients,
      messageId: `<${id}@${new URL(ctx.deps.publicBaseUrl).hostname}>`,
      state: 'queued',
      requestedBy: ctx.actor,
      queuedAt: ctx.deps.clock.now(),
    })
    .onConflictDoNothing({
      target: [reminders.organizationId, reminders.entityId, reminders.customerId, reminders.currency],
      where: sql`state in ('queued', 'sending')`,
    })
    .returning({ id: reminders.id });
  if (inserted.length === 0) return undefined;
  await tx
    .insert(reminderItems)
    .values(plan.listed.map((item) => ({ organizationId, reminderId: id, ...item })));
  await recordAudit(tx, ctx, {
    action: 'reminder.request',
    objectKind: 'reminder',
    objectId: id,
    after: {
      ...debtor,
      currency: plan.currency,
      sum: moneyToText(money(plan.sumMinor, currencyOf(plan.currency))),
      tone: plan.tone,
      attempt: plan.attempt,
      invoices: plan.listed.map(({ invoiceId }) => invoices.get(invoiceId)?.number ?? invoiceId),
    },
  });
  await ctx.deps.jobs.enqueue(tx, [
    { stage: 'remind', key: id, payload: { organizationId, requestId, reminderId: id } },
  ]);
  return id;
}
