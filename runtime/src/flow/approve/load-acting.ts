import { and, inArray, isNull } from 'drizzle-orm';
import { askOf } from '../../core/approvals/asked-step.ts';
import { permissionsOfRoles } from '../../core/permissions.ts';
import type { Tx } from '../../db/open-database.ts';
import { groupMembers, people } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { ofOwnRoles } from '../roles/of-own-roles.ts';
import { loadDelegators } from './load-delegators.ts';

/** In whose name somebody may decide, what that person is asked as, and of which legal entities; null for all. */
export type Acting = { personId: string; name: string; asks: string[]; entityIds: readonly string[] | null };

/**
 * Everybody in whose name the person of the request may decide: they themselves first, then whoever delegated to them
 * for today, of the legal entities where it is such a day. Empty for machines.
 */
export async function loadActing(tx: Tx, ctx: Ctx): Promise<Acting[]> {
  if (ctx.actor.kind !== 'person') return [];
  const given = await loadDelegators(tx, ctx, ctx.actor.id);
  const ids = [ctx.actor.id, ...given.keys()];
  const rows = await tx
    .select({
      ...{ id: people.id, name: people.name, roles: people.roles, entityIds: people.entityIds },
      ofOwnRoles: ofOwnRoles(),
    })
    .from(people)
    .where(and(inArray(people.id, ids), isNull(people.deactivatedAt)));
  const groups = await tx.select().from(groupMembers).where(inArray(groupMembers.personId, ids));
  return ids.flatMap((id): Acting[] => {
    const row = rows.find((person) => person.id === id);
    if (row === undefined) return [];
    // A place is taken of somebody who may approve still.
    if (id !== ctx.actor.id && !mayApprove(row)) return [];
    // What the request itself may do counts for oneself: a key of a person may hold less than the person.
    const roles = id === ctx.actor.id ? ctx.roles : row.roles;
    return [
      {
        personId: id,
        name: row.name,
        asks: [
          ...roles.map((role) => askOf('role', role)),
          askOf('person', id),
          ...groups.filter(({ personId }) => personId === id).map(({ groupId }) => askOf('group', groupId)),
        ],
        entityIds: within(row.entityIds, given.get(id)),
      },
    ];
  });
}

const mayApprove = ({ roles, ofOwnRoles: own }: { roles: string[]; ofOwnRoles: string[] }): boolean =>
  permissionsOfRoles(roles, own).includes('approve');

/** The granted entities of a person, as far as a delegation reaches; one's own grants where there is none. */
function within(
  granted: readonly string[] | null,
  delegated: readonly string[] | undefined,
): readonly string[] | null {
  if (delegated === undefined) return granted;
  return granted === null ? delegated : granted.filter((id) => delegated.includes(id));
}
