import type { Ctx } from '../context.ts';
import { throwUnlessSent } from '../deliver/throw-unless-sent.ts';
import type { EmailOutcome } from '../ports.ts';
import { beginReminder } from './begin-reminder.ts';
import { recordReminderOutcome } from './record-reminder-outcome.ts';

/**
 * Hands an open reminder to the mail channel and records what became of it. One that was under way when the hub died may
 * have been sent: it is shown as unknown and not repeated, except where the channel makes one message of two (a folder).
 * Throws `delivery.*` for one that was not sent.
 */
export async function sendReminder({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { reminderId: string };
}): Promise<void> {
  const { database, email } = ctx.deps;
  const begun = await database.inOrganization(ctx.organizationId, (tx) =>
    beginReminder(tx, ctx, input.reminderId),
  );
  if (begun === undefined) return;
  const outcome: EmailOutcome = begun.mayHaveBeenSent
    ? { state: 'unknown', detail: 'The hub stopped while this message was being sent.' }
    : await email.send(begun.message);
  await database.inOrganization(ctx.organizationId, (tx) =>
    recordReminderOutcome(tx, ctx, begun.reminder, outcome),
  );
  throwUnlessSent(outcome);
}
