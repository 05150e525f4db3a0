import { HELD_COMMANDS } from '../../invoice/held-commands.ts';
import type { CompiledRule, CompiledRuleSet } from '../compile-rule-set.ts';
import { findGaps, findOverlaps } from './compare-bands.ts';
import { findAbsentFacts } from './find-absent-facts.ts';
import { readBands } from './read-bands.ts';
import type { RuleWarning } from './rule-warning.ts';

/**
 * What is probably a slip in a rule set that compiles: rules that can never apply, holes and overlaps between the bands
 * of rules that differ in one fact only (rules.md 5.3), and conditions that some invoices cannot be judged by.
 */
export function checkRuleSet({ rules, commandRules }: CompiledRuleSet): RuleWarning[] {
  const ofCommands = HELD_COMMANDS.map((command) =>
    commandRules.filter(({ rule }) => rule.command === command),
  );
  return [rules, ...ofCommands].flatMap(checkGroup);
}

/** Rules that judge the same. */
function checkGroup(rules: readonly CompiledRule[]): RuleWarning[] {
  const banded = rules.map(({ rule, condition, at }) => ({
    rule,
    pointer: `/rules/${at}/when`,
    bands: readBands(condition.form),
  }));
  const impossible = banded.flatMap(({ rule, pointer, bands }): RuleWarning[] =>
    bands.isImpossible ? [{ code: 'never_applies', pointer, ruleId: rule.id }] : [],
  );
  return [
    ...impossible,
    ...findOverlaps(banded),
    ...findGaps(banded),
    ...findAbsentFacts(rules),
    ...findDivisions(rules),
  ];
}

/** What else makes a rule fail on some invoices, so that a person decides whatever it says. */
function findDivisions(rules: readonly CompiledRule[]): RuleWarning[] {
  return rules.flatMap(({ rule, condition, at }): RuleWarning[] => {
    const pointer = `/rules/${at}/when`;
    return condition.mayDivideByZero ? [{ code: 'may_divide_by_zero', pointer, ruleId: rule.id }] : [];
  });
}
