import { roles } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** The name of every role of the organization's own, by its id. */
export async function listRoleNames({ ctx }: { ctx: Ctx }): Promise<Record<string, string>> {
  authorise(ctx, 'read');
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx.select({ id: roles.id, name: roles.name }).from(roles),
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
