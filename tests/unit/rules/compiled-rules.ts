import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';
import { type CompiledRuleSet, compileRuleSet } from '../../../runtime/src/core/rules/compile-rule-set.ts';

/** Members of a rule that differ from the usual ones; undefined leaves one out. */
type WrittenRule = { readonly [member: string]: JsonValue | undefined };

/** A rule set in USD as an admin writes it: conditions, or whole rules; a ceiling of 50,000.00 unless said. */
export function ruleSetOf(rules: (string | WrittenRule)[], over: JsonObject = {}): JsonObject {
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
export function compiledRules(rules: (string | WrittenRule)[], over: JsonObject = {}): CompiledRuleSet {
  const compiled = compileRuleSet(ruleSetOf(rules, over));
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.value;
}
