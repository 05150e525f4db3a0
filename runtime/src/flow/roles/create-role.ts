import { AppError } from '../../core/app-error.ts';
import { roles } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { authoriseRole, type RoleInput } from './role-input.ts';

/** Adds a role of the organization's own; returns its id. Throws `roles.name_taken`. */
export async function createRole({ ctx, input }: { ctx: Ctx; input: RoleInput }): Promise<string> {
  authoriseRole(ctx, input.permissions);
  const { organizationId } = ctx;
  const id = ctx.deps.ids.next('role');
  const now = ctx.deps.clock.now();
  await ctx.deps.database.inOrganization(organizationId, async (tx) => {
    const added = await tx
      .insert(roles)
      .values({ organizationId, id, ...input, createdAt: now, updatedAt: now })
      .onConflictDoNothing()
      .returning({ id: roles.id });
    if (added.length === 0) throw new AppError('roles.name_taken');
    await recordAudit(tx, ctx, { action: 'role.create', objectKind: 'role', objectId: id, after: input });
  });
  return id;
}
