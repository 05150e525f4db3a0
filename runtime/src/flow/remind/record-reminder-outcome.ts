import { asc, eq } from 'drizzle-orm';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { reminderItems, reminders } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { EmailOutcome } from '../ports.ts';
import { recordAudit } from '../record-audit.ts';
import { type EventInput, recordEvents } from '../record-event.ts';
import { lockInvoices } from '../settle/lock-invoices.ts';
import type { ReminderRow } from './begin-reminder.ts';

/** What became of a reminder: as the channel says, or not handed over at all. */
export type ReminderOutcome = EmailOutcome | { state: 'cancelled'; detail: string };

const STATE_OF_OUTCOME = {
  sent: 'sent',
  refused: 'failed',
  unavailable: 'queued',
  unknown: 'unknown',
  cancelled: 'cancelled',
} as const;

const EVENTS = {
  sent: 'invoice.reminded',
  failed: 'invoice.reminder_failed',
  unknown: 'invoice.reminder_unknown',
} as const;

/**
 * Stores what became of a reminder, and tells of it once for each invoice that it asks for; after the last one that goes
 * out by itself, also that a person has to go on. An unavailable server leaves it queued.
 */
export async function recordReminderOutcome(
  tx: Tx,
  ctx: Ctx,
  reminder: ReminderRow,
  outcome: ReminderOutcome,
): Promise<void> {
  const state = STATE_OF_OUTCOME[outcome.state];
  const detail = outcome.state === 'sent' ? outcome.response : outcome.detail;
  const endedAt = state === 'queued' ? null : ctx.deps.clock.now();
  await tx.update(reminders).set({ state, detail, endedAt }).where(eq(reminders.id, reminder.id));
  if (state === 'queued') return;
  const items = await tx
    .select()
    .from(reminderItems)
    .where(eq(reminderItems.reminderId, reminder.id))
    .orderBy(asc(reminderItems.invoiceId), asc(reminderItems.dueDate));
  const data = {
    reminderId: reminder.id,
    messageId: reminder.messageId,
    recipients: reminder.recipients.map(({ email }) => email),
    tone: reminder.tone,
    attempt: reminder.attempt,
    isLast: reminder.isLast,
    state,
  };
  await recordAudit(tx, ctx, {
    action: `reminder.${state}`,
    objectKind: 'reminder',
    objectId: reminder.id,
    after: data,
  });
  if (state === 'cancelled') return;
  const owed = Map.groupBy(items, ({ invoiceId }) => invoiceId);
  await lockInvoices(tx, ctx, 'read', [...owed.keys()]);
  const events = [...owed].flatMap(([invoiceId, parts]): EventInput[] => {
    const sum = parts.reduce((total, { owedMinor }) => total + owedMinor, 0n);
    const told = {
      ...data,
      asked: moneyToText(money(sum, currencyOf(reminder.currency))),
      currency: reminder.currency,
    };
    const isOver = state === 'sent' && reminder.isLast && !reminder.isByHand;
    return [
      { invoiceId, type: EVENTS[state], data: told },
      ...(isOver ? [{ invoiceId, type: 'invoice.reminders_exhausted', data: told }] : []),
    ];
  });
  // One event of an invoice after the other: their sequences follow each other.
  for (const event of events) await recordEvents(tx, ctx, [event]);
}
