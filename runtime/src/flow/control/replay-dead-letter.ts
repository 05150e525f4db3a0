import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { deadLetters } from '../../db/schema/index.ts';
import { retryAnchorMail } from '../audit/mail/retry-anchor-mail.ts';
import { authorise, type Ctx } from '../context.ts';
import { requestSend } from '../deliver/request-send.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { isStage, parseJob } from '../jobs.ts';
import { recordAudit } from '../record-audit.ts';
import { retryReminder } from '../remind/retry-reminder.ts';

/**
 * Runs the work of a dead letter again, under its own key and with its own input; a send as a new request to send,
 * with what that refuses (`requestSend`), and a reminder or the mail of an anchor as the same message once more.
 * Throws `auth.entity_not_granted` for a key with some entities, `dead_letter.not_found`, or `dead_letter.already_replayed` to the second of two who try.
 */
export async function replayDeadLetter({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { deadLetterId: string };
}): Promise<void> {
  authorise(ctx, 'admin');
  // A dead letter may be about any entity: only who has all of them may run it again.
  if (ctx.entityIds !== null) throw new AppError('auth.entity_not_granted');
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [row] = await tx
      .select()
      .from(deadLetters)
      .where(eq(deadLetters.id, input.deadLetterId))
      .for('update');
    if (row === undefined || !isStage(row.queue)) throw new AppError('dead_letter.not_found');
    const replayed = await tx
      .update(deadLetters)
      .set({ state: 'replayed' })
      .where(and(eq(deadLetters.id, row.id), eq(deadLetters.state, 'dead')))
      .returning({ id: deadLetters.id });
    if (replayed.length === 0) throw new AppError('dead_letter.already_replayed');
    const job = parseJob(row.queue, row.jobKey, row.payload);
    // The attempt of a refused or unknown send is closed: somebody's word to send makes a new one.
    if (job.stage === 'deliver')
      await requestSend(tx, ctx, await getInvoiceForUpdate(tx, job.payload.invoiceId));
    else if (job.stage === 'remind') await retryReminder(tx, ctx, job.payload.reminderId);
    else if (job.stage === 'mail_anchor') await retryAnchorMail(tx, ctx, job);
    else await ctx.deps.jobs.enqueue(tx, [job]);
    await recordAudit(tx, ctx, {
      action: 'job.replay',
      objectKind: 'dead_letter',
      objectId: row.id,
      after: { stage: row.queue, code: row.code },
    });
  });
}
