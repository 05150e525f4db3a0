import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { delegations } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/**
 * Ends a delegation now: whoever gave it may, or an administrator. What was decided under it stays. Ending it again
 * changes nothing. Throws `request.not_found`, `auth.scope_missing`.
 */
export async function revokeDelegation({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { delegationId: string };
}): Promise<void> {
  const { delegationId } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [row] = await tx.select().from(delegations).where(eq(delegations.id, delegationId)).for('update');
    if (row === undefined)
      throw new AppError('request.not_found', { detail: 'There is no such delegation.' });
    const isOwn = ctx.actor.kind === 'person' && ctx.actor.id === row.fromPersonId;
    if (!isOwn && !ctx.permissions.has('admin')) throw new AppError('auth.scope_missing');
    if (row.revokedAt !== null) return;
    await tx
      .update(delegations)
      .set({ revokedAt: ctx.deps.clock.now() })
      .where(and(eq(delegations.id, delegationId), isNull(delegations.revokedAt)));
    await recordAudit(tx, ctx, {
      action: 'delegation.revoke',
      objectKind: 'delegation',
      objectId: delegationId,
    });
  });
}
