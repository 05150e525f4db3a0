import { asc, isNull } from 'drizzle-orm';
import { people } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** The id and name of everybody active, by name: for those who choose a delegate or a manager. */
export async function listColleagues({ ctx }: { ctx: Ctx }): Promise<{ id: string; name: string }[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({ id: people.id, name: people.name })
      .from(people)
      .where(isNull(people.deactivatedAt))
      .orderBy(asc(people.name), asc(people.id)),
  );
}
