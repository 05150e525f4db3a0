import { and, eq, isNull } from 'drizzle-orm';
import { permissionsOfRoles } from '../../core/permissions.ts';
import type { Tx } from '../../db/open-database.ts';
import { people } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { ofOwnRoles } from '../roles/of-own-roles.ts';

/**
 * What a person may do now, as if they made the request; undefined when they left. For asking whether somebody could,
 * and never for doing in their name what they did not ask for.
 */
export async function actAs(tx: Tx, ctx: Ctx, personId: string): Promise<Ctx | undefined> {
  const [person] = await tx
    .select({
      id: people.id,
      name: people.name,
      roles: people.roles,
      entityIds: people.entityIds,
      ofOwnRoles: ofOwnRoles(),
    })
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.deactivatedAt)));
  if (person === undefined) return undefined;
  const { id, name, roles, entityIds } = person;
  return {
    ...ctx,
    actor: { kind: 'person', id, name },
    roles,
    entityIds,
    permissions: new Set(permissionsOfRoles(roles, person.ofOwnRoles)),
  };
}
