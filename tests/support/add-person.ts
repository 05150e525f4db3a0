import { permissionsOfRoles, type Role } from '../../runtime/src/core/permissions.ts';
import type { Ctx } from '../../runtime/src/flow/context.ts';
import { createPerson } from '../../runtime/src/flow/setup/create-person.ts';
import type { Loop } from './create-loop.ts';

/** Adds somebody with these roles to the organization of a loop; returns how they act. */
export async function addPerson(loop: Loop, name: string, roles: Role[]): Promise<Ctx> {
  const { author, id } = loop.organization;
  const personId = await loop.hub.database.inOrganization(id, (tx) =>
    createPerson(tx, author, { name, email: `${name.toLowerCase()}@people.example`, roles }),
  );
  return {
    ...author,
    actor: { kind: 'person', id: personId, name },
    roles,
    permissions: new Set(permissionsOfRoles(roles, [])),
  };
}
