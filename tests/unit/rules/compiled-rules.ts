import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { type CompiledRuleSet, compileRuleSet } from '../../../runtime/src/core/rules/compile-rule-set.ts';

/** A rule set in USD as an admin writes it: conditions, or whole rules; a ceiling of 50,000.00 unless said. */
export function ruleSetOf(rules: (string | JsonObject)[], over: JsonObject = {}): JsonObject {
  return {
    currency: 'USD',
    rules: rules.map((rule, at) => ({
      id: `rule-${at + 1}`,
      reason: { en: `Reason ${at + 1}.`, ja: `理由${at + 1}` },
      step: { role: 'finance_approver' },
      ...(typeof rule === 'string' ? { when: rule } : rule),
    })),
    defaultRow: { autoApproveUpTo: '50000.00' },
    ...over,
  };
}

/** Compiles such a set; a set that is refused fails the test. */
export function compiledRules(rules: (string | JsonObject)[], over: JsonObject = {}): CompiledRuleSet {
  const compiled = compileRuleSet(ruleSetOf(rules, over));
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.value;
}
