import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { reminderPolicies } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/**
 * Removes a policy: a customer follows that of the entity again, and an entity without one reminds nobody. What was sent
 * stays. Throws `request.not_found`.
 */
export async function removePolicy({ ctx, input }: { ctx: Ctx; input: { policyId: string } }): Promise<void> {
  authorise(ctx, 'admin');
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [policy] = await tx
      .select()
      .from(reminderPolicies)
      .where(eq(reminderPolicies.id, input.policyId))
      .for('update');
    if (policy === undefined) throw new AppError('request.not_found', { detail: 'There is no such policy.' });
    authorise(ctx, 'admin', policy.entityId);
    await tx.delete(reminderPolicies).where(eq(reminderPolicies.id, policy.id));
    const { entityId, customerId, isOn, definition } = policy;
    await recordAudit(tx, ctx, {
      action: 'reminder_policy.remove',
      objectKind: 'reminder_policy',
      objectId: policy.id,
      before: { entityId, customerId, isOn, definition },
    });
  });
}
