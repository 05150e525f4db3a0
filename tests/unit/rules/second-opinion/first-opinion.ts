import { createCelEngine } from '../../../../runtime/src/core/rules/cel-engine.ts';
import type { RuleFacts } from '../../../../runtime/src/core/rules/rule-facts.ts';
import type { Opinion } from './second-engine.ts';

const engine = createCelEngine();

/** What the hub makes of a condition. */
export function firstOpinion(condition: string, facts: RuleFacts): Opinion {
  const compiled = engine.compile(condition);
  const value = compiled.ok ? compiled.value.evaluate(facts) : compiled;
  return value.ok ? value.value : 'no answer';
}
