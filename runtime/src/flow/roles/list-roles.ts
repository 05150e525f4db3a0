import { asc, sql } from 'drizzle-orm';
import { isReadyRole, type Permission, permissionsOfRoles, ROLES } from '../../core/permissions.ts';
import { people, roles } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A role as administrators see it; a ready one has its name as its id. */
export type RoleView = {
  id: string;
  name: string;
  kind: 'ready' | 'own';
  permissions: Permission[];
  /** Active people who hold it. */
  peopleCount: number;
};

/** Every role: the ready ones first, then the organization's own by name. Needs `admin`. */
export async function listRoles({ ctx }: { ctx: Ctx }): Promise<RoleView[]> {
  authorise(ctx, 'admin');
  const { own, held } = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => ({
    own: await tx
      .select()
      .from(roles)
      .orderBy(asc(sql`lower(${roles.name})`)),
    held: await tx.execute<{ role: string; count: number }>(
      sql`select role, count(*)::int as count from ${people}, unnest(${people.roles}) role
        where ${people.deactivatedAt} is null group by role`,
    ),
  }));
  const countOf = (id: string): number => held.find(({ role }) => role === id)?.count ?? 0;
  const ready = Object.keys(ROLES)
    .filter(isReadyRole)
    .map((id) => ({
      id,
      name: id,
      kind: 'ready' as const,
      permissions: [...ROLES[id]],
      peopleCount: countOf(id),
    }));
  return [
    ...ready,
    ...own.map(({ id, name, permissions }) => ({
      id,
      name,
      kind: 'own' as const,
      permissions: permissionsOfRoles([], permissions),
      peopleCount: countOf(id),
    })),
  ];
}
