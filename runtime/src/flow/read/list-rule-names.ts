import { eq } from 'drizzle-orm';
import { RuleSet } from '../../core/rules/rule-set.ts';
import { ruleSets } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A rule in force: its id, and why it asks a person, in words. */
export type RuleName = { id: string; reason: { en: string; ja: string } };

/** Lists the rules in force of every legal entity, each id once. */
export async function listRuleNames({ ctx }: { ctx: Ctx }): Promise<RuleName[]> {
  authorise(ctx, 'read');
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({ definition: ruleSets.definition })
      .from(ruleSets)
      .where(eq(ruleSets.status, 'published'))
      .orderBy(ruleSets.entityId),
  );
  const rules = rows.flatMap(({ definition }) => RuleSet.safeParse(definition).data?.rules ?? []);
  return [...new Map(rules.map(({ id, reason }) => [id, { id, reason }])).values()];
}
