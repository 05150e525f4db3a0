import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { bounceClosings, deliveryReports } from '../../db/schema/index.ts';
import { admitCommand } from '../admit-command.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { lockMail } from './lock-mail.ts';

/** How somebody saw to it, such as by post. */
export const CloseBounceInput = z.strictObject({ reason: z.string().trim().min(1).max(1000) });
export type CloseBounceInput = z.infer<typeof CloseBounceInput>;

/**
 * Says that a bounce was seen to in another way than by sending again: it is no exception any more. What was reported stays,
 * and so does where the delivery stands. A second time changes nothing. Throws `record.not_found` for a report that is no
 * bounce, and `invoice.transition_refused` where the document is void.
 */
export async function closeBounce({
  ctx,
  input: { reportId, reason },
}: {
  ctx: Ctx;
  input: CloseBounceInput & { reportId: string };
}): Promise<void> {
  authorise(ctx, ISSUED_COMMANDS.close_bounce.permission);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [report] = await tx
      .select()
      .from(deliveryReports)
      .where(and(eq(deliveryReports.id, reportId), eq(deliveryReports.kind, 'bounced')));
    const mailId = report?.attemptId ?? report?.reminderId ?? null;
    const mail = mailId === null ? undefined : await lockMail(tx, ctx, [mailId]);
    const [invoice] = mail?.invoices ?? [];
    if (report === undefined || mail === undefined || invoice === undefined) {
      throw new AppError('record.not_found', { detail: 'There is no such bounce.' });
    }
    admitCommand(ctx, 'close_bounce', invoice);
    const inserted = await tx
      .insert(bounceClosings)
      .values({
        organizationId: ctx.organizationId,
        reportId,
        reason,
        closedBy: ctx.actor,
        closedAt: ctx.deps.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ id: bounceClosings.reportId });
    if (inserted.length === 0) return;
    await recordAudit(tx, ctx, {
      action: 'delivery.close_bounce',
      objectKind: mail.kind === 'document' ? 'invoice' : 'reminder',
      objectId: mail.kind === 'document' ? invoice.id : mail.id,
      after: { reportId, recipients: [report.recipient] },
      reason,
    });
  });
}
