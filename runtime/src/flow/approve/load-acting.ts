import { and, eq, gte, inArray, isNull, lte } from 'drizzle-orm';
import { askOf } from '../../core/approvals/asked-step.ts';
import { todayIn } from '../../core/civil-date.ts';
import type { Tx } from '../../db/open-database.ts';
import { delegations, groupMembers, people } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** In whose name somebody may decide, and what that person is asked as. */
export type Acting = { personId: string; name: string; asks: string[]; entityIds: readonly string[] | null };

/** Delegations count by days of this zone: they are between people, and people of one organization share no entity. */
const ZONE = 'UTC';

/**
 * Everybody in whose name the person of the request may decide: they themselves first, then whoever delegated to them
 * for today. Empty for machines.
 */
export async function loadActing(tx: Tx, ctx: Ctx): Promise<Acting[]> {
  if (ctx.actor.kind !== 'person') return [];
  const today = todayIn(ZONE, ctx.deps.clock.now());
  const given = await tx
    .select({ personId: delegations.fromPersonId })
    .from(delegations)
    .where(
      and(
        eq(delegations.toPersonId, ctx.actor.id),
        isNull(delegations.revokedAt),
        lte(delegations.startsOn, today),
        gte(delegations.endsOn, today),
      ),
    );
  const ids = [ctx.actor.id, ...new Set(given.map(({ personId }) => personId))];
  const rows = await tx
    .select({ id: people.id, name: people.name, roles: people.roles, entityIds: people.entityIds })
    .from(people)
    .where(and(inArray(people.id, ids), isNull(people.deactivatedAt)));
  const groups = await tx.select().from(groupMembers).where(inArray(groupMembers.personId, ids));
  return ids.flatMap((id): Acting[] => {
    const row = rows.find((person) => person.id === id);
    if (row === undefined) return [];
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
        entityIds: row.entityIds,
      },
    ];
  });
}
