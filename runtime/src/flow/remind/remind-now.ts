import { and, eq, or } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import { todayIn } from '../../core/civil-date.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { READY_POLICY } from '../../core/reminders/reminder-policy.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, reminders } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { getOwedInvoice } from '../settle/get-owed-invoice.ts';
import { findPolicy } from './find-policy.ts';
import { lockDebtor } from './lock-debtor.ts';
import { planCustomer } from './plan-customer.ts';
import { requestReminder } from './request-reminder.ts';

/**
 * Reminds a customer on a person's word, of an invoice and of what else is late in its currency: whatever the schedule,
 * the smallest sum, the days between or the number of mails say, and whether or not the policy is on. Once a day.
 * Returns the id of the reminder. Throws `settlement.not_possible` where nothing is owed, and `reminder.not_possible`
 * where the invoice is paused, promised or disputed or all of it is on its way, nobody is to get it, or one went out today.
 */
export async function remindNow({ ctx, input }: { ctx: Ctx; input: { invoiceId: string } }): Promise<string> {
  authorise(ctx, ISSUED_COMMANDS.remind.permission);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const { invoice } = await getOwedInvoice(tx, ctx, 'remind', input.invoiceId);
    const debtor = { entityId: invoice.entityId, customerId: invoice.customerId };
    await lockDebtor(tx, debtor);
    const today = await todayOf(tx, ctx, invoice);
    await refuseSecond(tx, invoice, today);
    const definition = (await findPolicy(tx, debtor))?.definition ?? READY_POLICY;
    const { plans, invoices } = await planCustomer(tx, debtor, {
      policy: definition,
      today,
      must: invoice.id,
    });
    const plan = plans.find(({ listed }) => listed.some(({ invoiceId }) => invoiceId === invoice.id));
    if (plan === undefined)
      throw notPossible('The invoice is paused, promised or disputed, or its money is on its way.');
    const attempt = plan.state === 'due' ? plan.attempt : plan.attempt + 1;
    const id = await requestReminder(tx, ctx, {
      debtor,
      plan: { ...plan, attempt },
      invoices,
      today,
      isByHand: true,
    });
    if (id === undefined) throw notPossible('None of the invoices has a recipient.');
    return id;
  });
}

async function todayOf(tx: Tx, ctx: Ctx, invoice: InvoiceRow): Promise<string> {
  const [entity] = await tx
    .select({ timeZone: entities.timeZone })
    .from(entities)
    .where(eq(entities.id, invoice.entityId));
  assert(entity !== undefined, 'an invoice is of an entity');
  return todayIn(entity.timeZone, ctx.deps.clock.now());
}

async function refuseSecond(tx: Tx, invoice: InvoiceRow, today: string): Promise<void> {
  const [second] = await tx
    .select({ id: reminders.id })
    .from(reminders)
    .where(
      and(
        eq(reminders.entityId, invoice.entityId),
        eq(reminders.customerId, invoice.customerId),
        eq(reminders.currency, invoice.currency),
        or(
          and(eq(reminders.plannedOn, today), eq(reminders.state, 'sent')),
          eq(reminders.state, 'queued'),
          eq(reminders.state, 'sending'),
        ),
      ),
    )
    .limit(1);
  if (second !== undefined) throw notPossible('A reminder to the customer went out today, or is on its way.');
}

const notPossible = (detail: string): AppError => new AppError('reminder.not_possible', { detail });
