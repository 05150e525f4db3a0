import { and, desc, eq } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import { checkRuleSet } from '../../core/rules/checks/check-rule-set.ts';
import type { RuleWarning } from '../../core/rules/checks/rule-warning.ts';
import { compileRuleSet } from '../../core/rules/compile-rule-set.ts';
import { diffRuleSets, type RuleSetDiff } from '../../core/rules/diff-rule-sets.ts';
import { RuleSet } from '../../core/rules/rule-set.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, ruleSimulations } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { findLiveRules } from './find-live-rules.ts';
import { getRulesVersion, type RulesVersionRow } from './get-rules-version.ts';

/** A version with everything that its reviewer looks at. */
export type RulesVersionView = {
  version: RulesVersionRow;
  entity: { id: string; name: string; currency: string };
  ruleSet: RuleSet;
  /** The version in force that it replaces, or would; null for the first, and for the one in force itself. */
  replaces: { id: string; version: number; ruleSet: RuleSet } | null;
  diff: RuleSetDiff | null;
  /** Another version was put in force since the draft began: publishing this one would undo what that one changed. */
  isBehind: boolean;
  warnings: RuleWarning[];
  /** The newest simulation of exactly this content; null when it was not tried. */
  simulation: RulesSimulation | null;
};

/** What a version would have done, and who tried it when. */
export type RulesSimulation = Pick<
  typeof ruleSimulations.$inferSelect,
  'id' | 'days' | 'result' | 'simulatedBy' | 'simulatedAt'
>;

/** One version of an entity's rules; throws `rules.not_found` and `auth.entity_not_granted`. */
export async function readRulesVersion({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<RulesVersionView> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getRulesVersion(tx, ctx, input.versionId);
    const [entity] = await tx
      .select({ id: entities.id, name: entities.name, currency: entities.currency })
      .from(entities)
      .where(eq(entities.id, version.entityId));
    assert(entity !== undefined, 'the rules of an entity have it');
    const live = await findLiveRules(tx, version.entityId);
    const ruleSet = RuleSet.parse(version.definition);
    const replaced =
      live === undefined || live.id === version.id
        ? null
        : { id: live.id, version: live.version, ruleSet: RuleSet.parse(live.definition) };
    const compiled = compileRuleSet(version.definition);
    const isOpen = ['draft', 'in_review', 'reviewed'].includes(version.status);
    return {
      version,
      entity,
      ruleSet,
      replaces: replaced,
      diff: replaced === null ? null : diffRuleSets(replaced.ruleSet, ruleSet),
      isBehind: isOpen && live !== undefined && live.id !== version.baseVersionId,
      warnings: compiled.ok ? checkRuleSet(compiled.value) : [],
      simulation: await findSimulation(tx, version),
    };
  });
}

async function findSimulation(tx: Tx, version: RulesVersionRow): Promise<RulesSimulation | null> {
  const { id, days, result, simulatedBy, simulatedAt } = ruleSimulations;
  const [newest] = await tx
    .select({ id, days, result, simulatedBy, simulatedAt })
    .from(ruleSimulations)
    .where(
      and(eq(ruleSimulations.versionId, version.id), eq(ruleSimulations.contentHash, version.contentHash)),
    )
    .orderBy(desc(ruleSimulations.simulatedAt), desc(ruleSimulations.id))
    .limit(1);
  return newest ?? null;
}
