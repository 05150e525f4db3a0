import { eq } from 'drizzle-orm';
import { roles } from '../../db/schema/index.ts';
import { endPersonSessions } from '../auth/end-account-sessions.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { getRoleRow, refuseOwnRole } from './get-role-row.ts';
import { listHolders } from './list-holders.ts';
import { refuseTakenName } from './refuse-taken-name.ts';
import { authoriseRole, type RoleInput } from './role-input.ts';

/** Which role, and what it is from now on. */
export type ChangeRoleInput = { roleId: string } & RoleInput;

/**
 * Changes a role. The sessions of everybody who holds it end, so that their next page is asked for with the new access.
 * Throws `roles.name_taken`, and `people.own_access` to somebody who holds it.
 */
export async function changeRole({ ctx, input }: { ctx: Ctx; input: ChangeRoleInput }): Promise<void> {
  const { roleId, ...wanted } = input;
  authoriseRole(ctx, wanted.permissions);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await refuseOwnRole(tx, ctx, roleId);
    await refuseTakenName(tx, wanted.name, roleId);
    const { name, permissions } = await getRoleRow(tx, roleId);
    await tx
      .update(roles)
      .set({ ...wanted, updatedAt: ctx.deps.clock.now() })
      .where(eq(roles.id, roleId));
    for (const personId of await listHolders(tx, roleId)) await endPersonSessions(tx, personId);
    await recordAudit(tx, ctx, {
      action: 'role.change',
      objectKind: 'role',
      objectId: roleId,
      before: { name, permissions },
      after: wanted,
    });
  });
}
