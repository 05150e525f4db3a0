import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../../db/open-database.ts';
import { anchorMails } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { JobPayload, NewJob } from '../../jobs.ts';
import { recordAudit } from '../../record-audit.ts';

/** Hands the mail of an anchor over once more on a person's word; it stays the same message. One that was sent stays sent. */
export async function retryAnchorMail(
  tx: Tx,
  ctx: Ctx,
  job: NewJob & { payload: JobPayload<'mail_anchor'> },
): Promise<void> {
  const { day } = job.payload;
  const reopened = await tx
    .update(anchorMails)
    .set({ state: 'queued', endedAt: null })
    .where(and(eq(anchorMails.day, day), inArray(anchorMails.state, ['failed', 'unknown'])))
    .returning({ day: anchorMails.day });
  if (reopened.length > 0) {
    await recordAudit(tx, ctx, { action: 'anchor_mail.retry', objectKind: 'anchor_mail', objectId: day });
  }
  await ctx.deps.jobs.enqueue(tx, [job]);
}
