import { desc, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { entities, ruleSets } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { RulesVersionRow } from './get-rules-version.ts';

/** The rules of one legal entity with every version that there was, newest first. */
export type RulesHistory = {
  entity: { id: string; name: string; currency: string };
  versions: RulesVersionRow[];
};

/** The rules of a legal entity; throws `rules.not_found` for one that there is not, and `auth.entity_not_granted`. */
export async function readRules({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { entityId: string };
}): Promise<RulesHistory> {
  authorise(ctx, 'read', input.entityId);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [entity] = await tx
      .select({ id: entities.id, name: entities.name, currency: entities.currency })
      .from(entities)
      .where(eq(entities.id, input.entityId));
    if (entity === undefined) throw new AppError('rules.not_found');
    const versions = await tx
      .select()
      .from(ruleSets)
      .where(eq(ruleSets.entityId, entity.id))
      .orderBy(desc(ruleSets.version));
    return { entity, versions };
  });
}
