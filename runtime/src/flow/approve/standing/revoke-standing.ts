import { eq } from 'drizzle-orm';
import { AppError } from '../../../core/app-error.ts';
import { standingApprovals } from '../../../db/schema/index.ts';
import { authorise, type Ctx } from '../../context.ts';
import { requirePerson } from '../../require-person.ts';
import { endStanding } from './end-standing.ts';

/**
 * Takes a standing approval back at once: its giver may, and an administrator. What is under way when it commits is
 * approved or not, and nothing after it. Ending it again changes nothing. Throws `request.not_found`,
 * `approval.person_required` and `auth.scope_missing`.
 */
export async function revokeStanding({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { standingId: string; reason?: string };
}): Promise<void> {
  const { standingId, reason } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [standing] = await tx
      .select()
      .from(standingApprovals)
      .where(eq(standingApprovals.id, standingId))
      .for('update');
    if (standing === undefined) {
      throw new AppError('request.not_found', { detail: 'There is no such standing approval.' });
    }
    authorise(ctx, 'read', standing.basis.entityId);
    requirePerson(ctx);
    const isOwn = ctx.actor.id === standing.giverId;
    if (!isOwn && !ctx.permissions.has('admin')) throw new AppError('auth.scope_missing');
    if (standing.endedAt !== null) return;
    await endStanding(tx, ctx, standing, { cause: 'revoked', ...(reason === undefined ? {} : { reason }) });
  });
}
