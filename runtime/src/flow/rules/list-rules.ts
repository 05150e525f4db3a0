import { asc, desc, inArray } from 'drizzle-orm';
import { entities, ruleSets } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { RulesVersionRow } from './get-rules-version.ts';

/** The rules of a legal entity: the version in force, and the work on it, newest first. */
export type RulesSummary = {
  entity: { id: string; name: string; currency: string };
  live: RulesVersionRow | null;
  open: RulesVersionRow[];
};

/** The rules of every legal entity that is granted, by name. */
export async function listRules({ ctx }: { ctx: Ctx }): Promise<RulesSummary[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const granted = await tx
      .select({ id: entities.id, name: entities.name, currency: entities.currency })
      .from(entities)
      .where(ctx.entityIds === null ? undefined : inArray(entities.id, [...ctx.entityIds]))
      .orderBy(asc(entities.name), asc(entities.id));
    const rows = await tx
      .select()
      .from(ruleSets)
      .where(inArray(ruleSets.status, ['draft', 'in_review', 'reviewed', 'published']))
      .orderBy(desc(ruleSets.version));
    return granted.map((entity) => {
      const own = rows.filter(({ entityId }) => entityId === entity.id);
      return {
        entity,
        live: own.find(({ status }) => status === 'published') ?? null,
        open: own.filter(({ status }) => status !== 'published'),
      };
    });
  });
}
