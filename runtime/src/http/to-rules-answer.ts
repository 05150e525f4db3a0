import { warningDetail } from '../core/rules/checks/warning-detail.ts';
import { type Rule, type RuleSet, stepsOf } from '../core/rules/rule-set.ts';
import type { RulesVersionRow } from '../flow/rules/get-rules-version.ts';
import type { RulesSummary } from '../flow/rules/list-rules.ts';
import type { RulesHistory } from '../flow/rules/read-rules.ts';
import type { RulesVersionView } from '../flow/rules/read-rules-version.ts';

const toLive = (version: RulesVersionRow | null) =>
  version === null
    ? null
    : { versionId: version.id, version: version.version, publishedAt: version.publishedAt };

/** The rules of a legal entity in the list as they are answered. */
export const toRulesSummary = ({ entity, live, open }: RulesSummary) => ({
  entity,
  live: toLive(live),
  draftCount: open.length,
});

/** The rules of a legal entity as they are answered alone. */
export function toRulesAnswer({ entity, versions }: RulesHistory) {
  const live = versions.find(({ status }) => status === 'published') ?? null;
  return { entity, live: toLive(live), versions: versions.map(toVersionSummary) };
}

/** A version without its content. */
function toVersionSummary(version: RulesVersionRow) {
  const { organizationId: _, definition: _definition, contentHash: _hash, ...facts } = version;
  return facts;
}

/** A version as it is answered alone. */
export function toRulesVersionAnswer({ version, ruleSet, replaces, diff, ...checks }: RulesVersionView) {
  return {
    ...toVersionSummary(version),
    definition: toDefinition(ruleSet),
    replaces: replaces === null ? null : { versionId: replaces.id, version: replaces.version },
    isBehind: checks.isBehind,
    diff:
      diff === null
        ? null
        : {
            ...diff,
            added: diff.added.map(toRule),
            removed: diff.removed.map(toRule),
            changed: diff.changed.map(({ before, after, members }) => ({
              before: toRule(before),
              after: toRule(after),
              members,
            })),
          },
    warnings: checks.warnings.map((warning) => ({
      code: warning.code,
      pointer: warning.pointer,
      detail: warningDetail(warning, ruleSet.currency),
    })),
    simulation: checks.simulation,
  };
}

const toDefinition = ({ currency, rules, defaultRow }: RuleSet) => ({
  currency,
  rules: rules.map(toRule),
  defaultRow,
});

/** A rule in the form of today, whichever it was written in. */
function toRule(rule: Rule) {
  const { step: _, ...members } = rule;
  return { ...members, steps: stepsOf(rule) };
}
