import type { JsonValue } from '../../json.ts';
import type { CompiledRuleSet } from '../compile-rule-set.ts';
import { factsToJson } from '../facts-to-json.ts';
import { type InvoiceRoute, routeInvoice } from '../route-invoice.ts';
import type { CompiledCondition } from '../rule-engine.ts';
import type { RuleFacts } from '../rule-facts.ts';
import type { Rule } from '../rule-set.ts';

/** A clause with the facts that it names, as the invoice has them; null for one that it lacks. */
export type ExplainedClause = { text: string; value: boolean; facts: { name: string; value: JsonValue }[] };

/** What a rule makes of an invoice: it applies, or not, is for other documents, or cannot be evaluated and why. */
export type ExplainedRule = { rule: Rule } & (
  | { state: 'applies' | 'does_not_apply'; clauses: ExplainedClause[] }
  | { state: 'other_kind' }
  | { state: 'failed'; reason: string }
);

/** How an invoice is routed, with every rule clause by clause. */
export function explainRules(
  compiled: CompiledRuleSet,
  facts: RuleFacts,
): { route: InvoiceRoute; rules: ExplainedRule[] } {
  return {
    route: routeInvoice(compiled, facts),
    rules: compiled.rules.map(({ rule, condition }) => explainRule(rule, condition, facts)),
  };
}

function explainRule(rule: Rule, condition: CompiledCondition, facts: RuleFacts): ExplainedRule {
  if (rule.kinds !== undefined && !rule.kinds.includes(facts.documentKind))
    return { rule, state: 'other_kind' };
  const holds = condition.evaluate(facts);
  const clauses = condition.explain(facts);
  if (!holds.ok) return { rule, state: 'failed', reason: holds.reason };
  // CEL decides `false && <error>` by the part that is false; clause by clause there is then nothing to tell.
  const told = clauses.ok ? clauses.value : [];
  const stored = factsToJson(facts);
  return {
    rule,
    state: holds.value ? 'applies' : 'does_not_apply',
    clauses: told.map((clause, at) => ({
      ...clause,
      facts: [...(condition.clauseFacts[at] ?? [])].map((name) => ({ name, value: stored[name] ?? null })),
    })),
  };
}
