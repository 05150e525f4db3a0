import type { CompiledRule } from '../compile-rule-set.ts';
import { type Fact, type FactScope, findFact } from '../fact-catalogue.ts';
import type { ConditionForm } from '../form/condition-form.ts';
import type { CompiledCondition } from '../rule-engine.ts';
import type { RuleWarning } from './rule-warning.ts';

/**
 * The facts that some invoices or lines lack, of each rule that asks for them: a person decides those. A rule that asks
 * first whether such a fact is there leaves the others alone, which is told where no rule of the set takes them.
 */
export function findAbsentFacts(rules: readonly CompiledRule[]): RuleWarning[] {
  return rules.flatMap(({ rule, condition, at }) =>
    asksOf(condition).flatMap(({ scope, name, fact, form }): RuleWarning[] => {
      const about = { pointer: `/rules/${at}/when`, ruleId: rule.id, scope, fact: name };
      const { knownBy } = fact;
      if (knownBy === undefined || !isGuarded(form, scope, knownBy))
        return [{ ...about, code: 'may_be_absent' }];
      if (rules.some((each) => takesUnknown(each.condition, scope, knownBy))) return [];
      return [{ ...about, code: 'leaves_unknown', knownBy }];
    }),
  );
}

/** A fact that may be absent, and the form that asks for it: the whole condition's, or what it asks of a line. */
type Ask = { scope: FactScope; name: string; fact: Fact; form: ConditionForm };

function asksOf({ facts, form, lineTests }: CompiledCondition): Ask[] {
  const places: { scope: FactScope; facts: ReadonlySet<string>; form: ConditionForm }[] = [
    { scope: 'invoice', facts, form },
    ...lineTests,
  ];
  return places.flatMap((place) =>
    [...place.facts].flatMap((name): Ask[] => {
      const fact = findFact(place.scope, name);
      return fact?.mayBeAbsent ? [{ scope: place.scope, name, fact, form: place.form }] : [];
    }),
  );
}

/** Whether a part of it asks, before all else, that the fact is there, or that it is not. */
const isGuarded = (form: ConditionForm, scope: FactScope, knownBy: string): boolean =>
  hasPart(form, scope, knownBy, form.kind === 'all' ? 'is' : 'is_not');

/** Whether it applies to every invoice that lacks the fact, or of which a line does. */
function takesUnknown({ form, lineTests }: CompiledCondition, scope: FactScope, knownBy: string): boolean {
  const takes = (asked: ConditionForm, where: FactScope): boolean =>
    (asked.kind === 'any' || asked.parts.length === 1) && hasPart(asked, where, knownBy, 'is_not');
  if (scope === 'invoice') return takes(form, 'invoice');
  const isAlone = form.kind === 'any' || form.parts.length === 1;
  return isAlone && lineTests.some((test) => test.scope === 'any_line' && takes(test.form, 'any_line'));
}

const hasPart = (
  { parts }: ConditionForm,
  scope: FactScope,
  fact: string,
  operator: 'is' | 'is_not',
): boolean =>
  parts.some(
    (part) =>
      part.kind === 'comparison' && part.scope === scope && part.fact === fact && part.operator === operator,
  );
