import { createCelEngine } from '../cel-engine.ts';
import type { CompiledCondition, ConditionCompilation, RuleEngine } from '../rule-engine.ts';
import type { RuleFacts } from '../rule-facts.ts';

/**
 * An engine for comparing rule sets that have most conditions in common: equal conditions are compiled once, and asked
 * once for the same facts. Conditions that hold are explained once, since every clause of one that holds does.
 */
export function createSharedEngine(engine: RuleEngine = createCelEngine()): RuleEngine {
  const compiled = new Map<string, ConditionCompilation>();
  return {
    compile(condition) {
      const known = compiled.get(condition);
      if (known !== undefined) return known;
      const made = engine.compile(condition);
      const kept: ConditionCompilation = made.ok ? { ok: true, value: rememberLast(made.value) } : made;
      compiled.set(condition, kept);
      return kept;
    },
  };
}

function rememberLast(condition: CompiledCondition): CompiledCondition {
  let whenItHolds: ReturnType<CompiledCondition['explain']> | undefined;
  let last: { facts: RuleFacts; value: ReturnType<CompiledCondition['evaluate']> } | undefined;
  const evaluate: CompiledCondition['evaluate'] = (facts) => {
    if (last?.facts !== facts) last = { facts, value: condition.evaluate(facts) };
    return last.value;
  };
  return {
    ...condition,
    evaluate,
    explain(facts) {
      const holds = evaluate(facts);
      if (!holds.ok || !holds.value) return condition.explain(facts);
      if (whenItHolds === undefined) {
        const clauses = condition.explain(facts);
        if (!clauses.ok) return clauses;
        whenItHolds = clauses;
      }
      return whenItHolds;
    },
  };
}
