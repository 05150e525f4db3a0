import { createCelEngine } from '../cel-engine.ts';
import type { CompiledCondition, ConditionCompilation, RuleEngine } from '../rule-engine.ts';
import type { RuleFacts } from '../rule-facts.ts';

/**
 * An engine for comparing rule sets that have most conditions in common: equal conditions are compiled once, and asked
 * once for the same facts.
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
  let last: { facts: RuleFacts; value: ReturnType<CompiledCondition['evaluate']> } | undefined;
  return {
    ...condition,
    evaluate(facts) {
      if (last?.facts !== facts) last = { facts, value: condition.evaluate(facts) };
      return last.value;
    },
  };
}
