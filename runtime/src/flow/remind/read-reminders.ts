import { desc, eq, inArray } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import { todayIn } from '../../core/civil-date.ts';
import type { ReportKind } from '../../core/delivery/delivery-report.ts';
import { READY_POLICY, type Tone } from '../../core/reminders/reminder-policy.ts';
import { entities, reminderItems, reminders } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type ReportView, readReports } from '../deliver/read-sends.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { findPolicy } from './find-policy.ts';
import { planCustomer } from './plan-customer.ts';
import { type ReminderPlanView, toPlanView } from './to-plan-view.ts';

/** A reminder that asked for an invoice. */
export type ReminderView = {
  id: string;
  state: 'queued' | 'sending' | 'sent' | 'unknown' | 'failed' | 'cancelled';
  tone: Tone;
  attempt: number;
  isByHand: boolean;
  plannedOn: string;
  recipients: string[];
  subject: string | null;
  body: string | null;
  detail: string | null;
  endedAt: Date | null;
  /** What all of its reports come to; null without any. */
  reported: ReportKind | null;
  reports: ReportView[];
};

/** What was sent about an invoice, the newest first, and what comes next for its customer; null when nothing is asked. */
export type InvoiceReminders = {
  policy: { id: string; isOn: boolean; isOfCustomer: boolean } | null;
  next: ReminderPlanView | null;
  sent: ReminderView[];
};

/** Reads the reminders of an invoice; throws `invoice.not_found`. */
export async function readReminders({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<InvoiceReminders> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceRow(tx, input.invoiceId);
    authorise(ctx, 'read', invoice.entityId);
    const debtor = { entityId: invoice.entityId, customerId: invoice.customerId };
    const policy = await findPolicy(tx, debtor);
    const [entity] = await tx.select().from(entities).where(eq(entities.id, invoice.entityId));
    assert(entity !== undefined, 'an invoice is of an entity');
    const today = todayIn(entity.timeZone, ctx.deps.clock.now());
    const planned = await planCustomer(tx, debtor, {
      policy: policy?.definition ?? READY_POLICY,
      today,
      must: invoice.id,
    });
    const plan = planned.plans.find(({ listed }) => listed.some(({ invoiceId }) => invoiceId === invoice.id));
    const shown = { invoices: planned.invoices, isOn: policy?.isOn ?? false, today };
    const sent = await tx
      .select()
      .from(reminders)
      .where(
        inArray(
          reminders.id,
          tx
            .select({ id: reminderItems.reminderId })
            .from(reminderItems)
            .where(eq(reminderItems.invoiceId, invoice.id)),
        ),
      )
      .orderBy(desc(reminders.id));
    const reports = await readReports(
      tx,
      sent.map(({ id }) => id),
    );
    return {
      policy:
        policy === undefined
          ? null
          : { id: policy.id, isOn: policy.isOn, isOfCustomer: policy.customerId !== null },
      next: plan === undefined ? null : toPlanView(plan, shown),
      sent: sent.map((row) => toView(row, reports.get(row.id) ?? [])),
    };
  });
}

function toView(row: typeof reminders.$inferSelect, reports: ReportView[]): ReminderView {
  const { id, state, tone, attempt, isByHand, plannedOn, subject, body, detail, endedAt, reported } = row;
  const recipients = row.recipients.map(({ email }) => email);
  const mail = { recipients, subject, body, detail, endedAt };
  return { id, state, tone, attempt, isByHand, plannedOn, ...mail, reported, reports };
}
