import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { reminders } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** A newer one in the same currency asks for the same things. */
const noneIsOpen = sql`not exists (select from ${reminders} other
  where other.organization_id = ${reminders.organizationId} and other.entity_id = ${reminders.entityId}
    and other.customer_id = ${reminders.customerId} and other.currency = ${reminders.currency}
    and other.state in ('queued', 'sending'))`;

/**
 * Hands a reminder over once more on a person's word: one that waits, or one that failed or whose outcome is unknown.
 * It stays the same message.
 */
export async function retryReminder(tx: Tx, ctx: Ctx, reminderId: string): Promise<void> {
  const reopened = await tx
    .update(reminders)
    .set({ state: 'queued', endedAt: null })
    .where(and(eq(reminders.id, reminderId), inArray(reminders.state, ['failed', 'unknown']), noneIsOpen))
    .returning({ id: reminders.id });
  if (reopened.length > 0) {
    await recordAudit(tx, ctx, {
      action: 'reminder.retry',
      objectKind: 'reminder',
      objectId: reminderId,
    });
  }
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(tx, [
    { stage: 'remind', key: reminderId, payload: { organizationId, requestId, reminderId } },
  ]);
}
