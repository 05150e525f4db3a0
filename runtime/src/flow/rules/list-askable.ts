import { asc, isNull } from 'drizzle-orm';
import { groups, people, roles } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** Whom a rule can ask beside managers and ready roles: by id, with their names. */
export type Askable = {
  people: ReadonlyMap<string, string>;
  groups: ReadonlyMap<string, string>;
  /** The organization's own roles. */
  roles: ReadonlyMap<string, string>;
};

/** Whom a rule can ask, by name. Needs `rules`. */
export async function listAskable({ ctx }: { ctx: Ctx }): Promise<Askable> {
  authorise(ctx, 'rules');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const active = await tx
      .select({ id: people.id, name: people.name })
      .from(people)
      .where(isNull(people.deactivatedAt))
      .orderBy(asc(people.name), asc(people.id));
    const grouped = await tx
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .orderBy(asc(groups.name), asc(groups.id));
    const own = await tx.select({ id: roles.id, name: roles.name }).from(roles).orderBy(asc(roles.name));
    const namesOf = (rows: { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]));
    return {
      people: namesOf(active),
      groups: namesOf(grouped),
      roles: namesOf(own),
    };
  });
}
