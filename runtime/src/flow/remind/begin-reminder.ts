import { and, eq, inArray } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import { todayIn } from '../../core/civil-date.ts';
import { mailLine } from '../../core/mail-line.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, reminders } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { addressees } from '../deliver/addressees.ts';
import type { EmailMessage } from '../ports.ts';
import { composeReminder } from './compose-reminder.ts';
import { findPolicy } from './find-policy.ts';
import { recordReminderOutcome } from './record-reminder-outcome.ts';
import { type AskedItem, loadAttachments, stillAsked } from './still-asked.ts';

/** A row of `reminders`. */
export type ReminderRow = typeof reminders.$inferSelect;

/** A mail that is to be handed over now; `mayHaveBeenSent` where the hub died while it was. */
export type BegunReminder = { reminder: ReminderRow; message: EmailMessage; mayHaveBeenSent: boolean };

/**
 * Takes an open reminder up: its text says what is owed now. Where nothing of it is to be asked for any more, because it
 * was paid, disputed or paused meanwhile, it is cancelled and nobody gets it. Returns undefined when there is nothing to
 * send.
 */
export async function beginReminder(
  tx: Tx,
  ctx: Ctx,
  reminderId: string,
): Promise<BegunReminder | undefined> {
  const [reminder] = await tx
    .select()
    .from(reminders)
    .where(and(eq(reminders.id, reminderId), inArray(reminders.state, ['queued', 'sending'])))
    .for('update');
  if (reminder === undefined) return undefined;
  const [entity] = await tx.select().from(entities).where(eq(entities.id, reminder.entityId));
  assert(entity !== undefined, 'a reminder is of an entity');
  const today = todayIn(entity.timeZone, ctx.deps.clock.now());
  const asked = await stillAsked(tx, reminder, today);
  const [first] = asked;
  if (first === undefined && reminder.state === 'queued') {
    await recordReminderOutcome(tx, ctx, reminder, {
      state: 'cancelled',
      detail: 'Nothing that it asks for is owed any more.',
    });
    return undefined;
  }
  const seller = first?.invoice.seller ?? { name: entity.legalName, email: entity.email };
  const text = await textOf(tx, reminder, { asked, today });
  await tx
    .update(reminders)
    .set({ state: 'sending', ...text })
    .where(eq(reminders.id, reminder.id));
  return {
    reminder: { ...reminder, ...text },
    message: {
      messageId: reminder.messageId,
      from: { name: mailLine(seller.name), address: seller.email ?? 'invoices@localhost' },
      ...addressees(reminder.recipients),
      subject: text.subject,
      text: text.body,
      attachments: await loadAttachments(
        tx,
        asked.map(({ invoice }) => invoice),
      ),
    },
    mayHaveBeenSent: reminder.state === 'sending' && ctx.deps.email.kind === 'smtp',
  };
}

/** The text of a reminder as it stands now; one that was under way is the same message again. */
async function textOf(
  tx: Tx,
  reminder: ReminderRow,
  { asked, today }: { asked: readonly AskedItem[]; today: string },
): Promise<{ subject: string; body: string }> {
  const { subject, body, state } = reminder;
  if (state === 'sending' && subject !== null && body !== null) return { subject, body };
  const [first] = asked;
  assert(first !== undefined, 'a reminder asks for something');
  const policy = await findPolicy(tx, reminder);
  const { seller, buyer, paymentInstructions: payTo } = first.invoice;
  return composeReminder({
    ...reminder,
    texts: policy?.definition.texts ?? {},
    seller,
    buyer,
    payTo,
    today,
    items: asked.map(({ invoice, ...item }) => ({ ...item, number: invoice.number ?? invoice.id })),
  });
}
