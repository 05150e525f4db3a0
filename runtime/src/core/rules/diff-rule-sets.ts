import { toJson } from '../json.ts';
import { stableJson } from '../stable-json.ts';
import { type Rule, type RuleSet, stepsOf } from './rule-set.ts';

/** What of a rule differs between two versions. */
export type RuleMember = 'when' | 'command' | 'kinds' | 'reason' | 'steps';

/** What differs between two rule sets. The order of rules decides nothing, so it is no difference. */
export type RuleSetDiff = {
  added: Rule[];
  removed: Rule[];
  changed: { before: Rule; after: Rule; members: RuleMember[] }[];
  /** Members outside the rules that differ. */
  header: ('currency' | 'autoApproveUpTo' | 'defaultSteps')[];
};

/** Compares two rule sets, rule by rule of the same id. */
export function diffRuleSets(from: RuleSet, to: RuleSet): RuleSetDiff {
  const before = new Map(from.rules.map((rule) => [rule.id, rule]));
  const after = new Set(to.rules.map(({ id }) => id));
  return {
    added: to.rules.filter(({ id }) => !before.has(id)),
    removed: from.rules.filter(({ id }) => !after.has(id)),
    changed: to.rules.flatMap((rule) => {
      const old = before.get(rule.id);
      const members = old === undefined ? [] : differingMembers(old, rule);
      return old === undefined || members.length === 0 ? [] : [{ before: old, after: rule, members }];
    }),
    header: [
      ...(from.currency === to.currency ? [] : (['currency'] as const)),
      ...(from.defaultRow.autoApproveUpTo === to.defaultRow.autoApproveUpTo
        ? []
        : (['autoApproveUpTo'] as const)),
      ...(isEqual(from.defaultRow.steps, to.defaultRow.steps) ? [] : (['defaultSteps'] as const)),
    ],
  };
}

function differingMembers(before: Rule, after: Rule): RuleMember[] {
  return [
    ...(before.when === after.when ? [] : (['when'] as const)),
    ...(before.command === after.command ? [] : (['command'] as const)),
    ...(isEqual(before.kinds, after.kinds) ? [] : (['kinds'] as const)),
    ...(isEqual(before.reason, after.reason) ? [] : (['reason'] as const)),
    ...(isEqual(stepsOf(before), stepsOf(after)) ? [] : (['steps'] as const)),
  ];
}

const isEqual = (left: object | undefined, right: object | undefined): boolean =>
  stableJson(toJson({ value: left })) === stableJson(toJson({ value: right }));
