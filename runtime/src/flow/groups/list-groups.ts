import { asc, sql } from 'drizzle-orm';
import { groupMembers, groups, people } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A group with its members by name. */
export type GroupView = { id: string; name: string; people: { id: string; name: string }[] };

/** The groups of the organization, by name. */
export async function listGroups({ ctx }: { ctx: Ctx }): Promise<GroupView[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select()
      .from(groups)
      .orderBy(asc(sql`lower(${groups.name})`));
    const members = await tx
      .select({ groupId: groupMembers.groupId, id: people.id, name: people.name })
      .from(groupMembers)
      .innerJoin(people, sql`${people.id} = ${groupMembers.personId}`)
      .orderBy(people.name);
    return rows.map(({ id, name }) => ({
      id,
      name,
      people: members
        .filter(({ groupId }) => groupId === id)
        .map((member) => ({ id: member.id, name: member.name })),
    }));
  });
}
