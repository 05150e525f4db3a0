import type { CompiledRule } from './compile-rule-set.ts';
import type { ClauseValue } from './rule-engine.ts';
import type { RuleFacts } from './rule-facts.ts';
import { type LocalText, type Rule, stepsOf } from './rule-set.ts';
import type { RuleStep } from './rule-step.ts';
import { whyText } from './why-text.ts';

/** A rule that applied, with each clause of its condition. */
export type RuleMatch = { ruleId: string; reason: LocalText; clauses: ClauseValue[] };

/** What rules make of an invoice: whom those that match ask, and what is wrong with the first that cannot be evaluated. */
export type AppliedRules = { steps: RuleStep[]; matched: RuleMatch[]; broken: LocalText | undefined };

/** Evaluates rules over the facts of an invoice, those for its kind of document; all that match count. */
export function applyRules(rules: readonly CompiledRule[], facts: RuleFacts): AppliedRules {
  const steps: RuleStep[] = [];
  const matched: RuleMatch[] = [];
  let broken: LocalText | undefined;
  for (const { rule, condition } of rules) {
    if (!isInScope(rule, facts)) continue;
    const holds = condition.evaluate(facts);
    const clauses = holds.ok && holds.value ? condition.explain(facts) : undefined;
    const failure = !holds.ok ? holds : clauses?.ok === false ? clauses : undefined;
    if (failure !== undefined) broken ??= whyText.ruleBroken(rule.id, failure.reason);
    if (!holds.ok || !holds.value) continue;
    matched.push({ ruleId: rule.id, reason: rule.reason, clauses: clauses?.ok ? clauses.value : [] });
    steps.push(...stepsOf(rule));
  }
  return { steps, matched, broken };
}

const isInScope = ({ kinds }: Rule, facts: RuleFacts): boolean =>
  kinds === undefined || kinds.some((kind) => kind === facts.documentKind);
