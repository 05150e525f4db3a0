import type { CompiledRule } from '../compile-rule-set.ts';
import { findFact } from '../fact-catalogue.ts';
import type { ConditionForm } from '../form/condition-form.ts';
import type { RuleWarning } from './rule-warning.ts';

/**
 * The facts that some invoices lack, of each rule that asks for them: a person decides those. A rule that asks first
 * whether such a fact is there leaves the others alone, which is told where no rule of the set takes them.
 */
export function findAbsentFacts(rules: readonly CompiledRule[]): RuleWarning[] {
  return rules.flatMap(({ rule, condition, at }) =>
    [...condition.facts].flatMap((name): RuleWarning[] => {
      const fact = findFact('invoice', name);
      if (!fact?.mayBeAbsent) return [];
      const about = { pointer: `/rules/${at}/when`, ruleId: rule.id, fact: name };
      const { form } = condition;
      if (fact.knownBy === undefined || !isGuarded(form, fact.knownBy))
        return [{ ...about, code: 'may_be_absent' }];
      const { knownBy } = fact;
      if (rules.some((each) => takesUnknown(each.condition.form, knownBy))) return [];
      return [{ ...about, code: 'leaves_unknown', knownBy }];
    }),
  );
}

/** Whether a part of it asks, before all else, that the fact is there, or that it is not. */
const isGuarded = (form: ConditionForm, knownBy: string): boolean =>
  hasPart(form, knownBy, form.kind === 'all' ? 'is' : 'is_not');

/** Whether it applies to every invoice that lacks the fact. */
const takesUnknown = (form: ConditionForm, knownBy: string): boolean =>
  (form.kind === 'any' || form.parts.length === 1) && hasPart(form, knownBy, 'is_not');

const hasPart = ({ parts }: ConditionForm, fact: string, operator: 'is' | 'is_not'): boolean =>
  parts.some(
    (part) =>
      part.kind === 'comparison' &&
      part.scope === 'invoice' &&
      part.fact === fact &&
      part.operator === operator,
  );
