import { and, eq, notInArray, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { askOf } from '../../core/approvals/asked-step.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests, roles, ruleSets } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { getRoleRow, refuseOwnRole } from './get-role-row.ts';
import { listHolders } from './list-holders.ts';
import { authoriseRole } from './role-input.ts';

/**
 * Deletes a role that nobody holds and no rule asks. Throws `roles.in_use` otherwise: an approval that waits for a role
 * without people would wait for ever.
 */
export async function deleteRole({ ctx, input }: { ctx: Ctx; input: { roleId: string } }): Promise<void> {
  const { roleId } = input;
  authoriseRole(ctx);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await refuseOwnRole(tx, ctx, roleId);
    const { name, permissions } = await getRoleRow(tx, roleId);
    if ((await listHolders(tx, roleId)).length > 0 || (await isAsked(tx, roleId))) {
      throw new AppError('roles.in_use');
    }
    await tx.delete(roles).where(eq(roles.id, roleId));
    await recordAudit(tx, ctx, {
      action: 'role.delete',
      objectKind: 'role',
      objectId: roleId,
      before: { name, permissions },
    });
  });
}

/** True when an open request, or a rule set that is or may come into force, names the role. */
async function isAsked(tx: Tx, roleId: string): Promise<boolean> {
  const requests = await tx
    .select({ id: approvalRequests.id })
    .from(approvalRequests)
    .where(
      and(
        eq(approvalRequests.state, 'open'),
        sql`strpos(${approvalRequests.steps}::text || ${approvalRequests.laterSteps}::text, ${askOf('role', roleId)}) > 0`,
      ),
    )
    .limit(1);
  if (requests.length > 0) return true;
  const rules = await tx
    .select({ id: ruleSets.id })
    .from(ruleSets)
    .where(
      and(
        notInArray(ruleSets.status, ['retired', 'discarded']),
        sql`strpos(${ruleSets.definition}::text, ${roleId}) > 0`,
      ),
    )
    .limit(1);
  return rules.length > 0;
}
