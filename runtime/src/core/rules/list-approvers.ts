import { type RuleSet, stepsOf } from './rule-set.ts';
import type { RuleStep } from './rule-step.ts';

/** Somebody whom a rule set asks, and where it says so. */
export type NamedApprover = { approver: RuleStep['approver']; pointer: string };

/** Everybody whom a rule set asks: in its rules, in its default row, and where a deadline has passed. */
export function listApprovers(ruleSet: RuleSet): NamedApprover[] {
  const ofRules = ruleSet.rules.flatMap((rule, at) => ofSteps(stepsOf(rule), `/rules/${at}/steps`));
  return [...ofRules, ...ofSteps(ruleSet.defaultRow.steps ?? [], '/defaultRow/steps')];
}

const ofSteps = (steps: readonly RuleStep[], pointer: string): NamedApprover[] =>
  steps.flatMap(({ approver, escalateTo }, at) => [
    { approver, pointer: `${pointer}/${at}/approver` },
    ...(escalateTo === undefined ? [] : [{ approver: escalateTo, pointer: `${pointer}/${at}/escalateTo` }]),
  ]);
