import { asc, isNull } from 'drizzle-orm';
import { people } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** The people whom a rule can ask, by name. Needs `rules`. */
export async function listAskablePeople({ ctx }: { ctx: Ctx }): Promise<{ id: string; name: string }[]> {
  authorise(ctx, 'rules');
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({ id: people.id, name: people.name })
      .from(people)
      .where(isNull(people.deactivatedAt))
      .orderBy(asc(people.name), asc(people.id)),
  );
}
