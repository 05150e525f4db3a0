import { toJson } from '../../json.ts';
import { stableJson } from '../../stable-json.ts';
import type { CompiledRuleSet } from '../compile-rule-set.ts';
import type { InvoiceRoute } from '../route-invoice.ts';
import type { CompiledCondition } from '../rule-engine.ts';
import type { RuleFacts } from '../rule-facts.ts';
import { stepsOf } from '../rule-set.ts';
import type { RouteCause } from './simulation.ts';

type Side = { compiled: CompiledRuleSet | undefined; route: InvoiceRoute };

/** Why an invoice is routed otherwise: every rule that applies on one side only or asks others, else the default row. */
export function findCauses(before: Side, after: Side, facts: RuleFacts): RouteCause[] {
  const ids = new Set([...before.route.matched, ...after.route.matched].map(({ ruleId }) => ruleId));
  const causes = [...ids].flatMap((ruleId) => causeOf(ruleId, before, after, facts));
  if (causes.length > 0) return causes;
  const isBroken = [before, after].some(({ compiled }) =>
    compiled?.rules.some(({ condition }) => !condition.evaluate(facts).ok),
  );
  return [{ ruleId: null, kind: isBroken ? 'could_not_be_evaluated' : 'default_row', clause: null }];
}

function causeOf(ruleId: string, before: Side, after: Side, facts: RuleFacts): RouteCause[] {
  const [old, now] = [findRule(before, ruleId), findRule(after, ruleId)];
  const [didMatch, matches] = [isMatched(before, ruleId), isMatched(after, ruleId)];
  if (old === undefined) return [{ ruleId, kind: 'rule_added', clause: lastClause(now?.condition, facts) }];
  if (now === undefined) return [{ ruleId, kind: 'rule_removed', clause: lastClause(old.condition, facts) }];
  if (didMatch !== matches) {
    // What decides stands where the rule does not apply: the clause that does not hold there.
    const clause = failingClause(didMatch ? now.condition : old.condition, facts);
    return [{ ruleId, kind: 'condition', clause }];
  }
  const isSame = toText(stepsOf(old.rule)) === toText(stepsOf(now.rule));
  return isSame ? [] : [{ ruleId, kind: 'steps', clause: null }];
}

const findRule = ({ compiled }: Side, id: string) => compiled?.rules.find(({ rule }) => rule.id === id);

const isMatched = ({ route }: Side, id: string): boolean => route.matched.some(({ ruleId }) => ruleId === id);

const toText = (steps: object): string => stableJson(toJson({ steps }));

function failingClause(condition: CompiledCondition, facts: RuleFacts): RouteCause['clause'] {
  const clauses = condition.explain(facts);
  return (clauses.ok ? clauses.value.find(({ value }) => !value) : undefined) ?? null;
}

function lastClause(condition: CompiledCondition | undefined, facts: RuleFacts): RouteCause['clause'] {
  const clauses = condition?.explain(facts);
  return (clauses?.ok ? clauses.value.at(-1) : undefined) ?? null;
}
