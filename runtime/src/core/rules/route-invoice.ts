import { applyRules, type RuleMatch } from './apply-rules.ts';
import type { CompiledRuleSet } from './compile-rule-set.ts';
import { comparesAmounts, findUnreadable } from './find-doubt.ts';
import { mergeSteps } from './merge-steps.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { LocalText } from './rule-set.ts';
import { type RuleStep, roleToStep } from './rule-step.ts';
import { whyText } from './why-text.ts';

/** Where an invoice goes, and why. Steps are merged and by their order; none when it is approved by itself. */
export type InvoiceRoute = {
  outcome: 'auto_approved' | 'needs_approval';
  steps: RuleStep[];
  matched: RuleMatch[];
  why: LocalText;
  /** Why the rules could not judge it, so that a person does besides whom they ask; null where they could. */
  doubt: LocalText | null;
};

/** Who is asked when the rules give no answer, and the default row names nobody. */
export const LAST_RESORT: readonly RuleStep[] = [roleToStep({ role: 'finance' })];

/**
 * Routes an invoice. All rules for its kind of document that match apply; only the default row approves by itself, up
 * to its ceiling. No set or an empty one, amounts that cannot be read, an error in any rule, another currency without a
 * rate or beside a rule that compares amounts, or a missing ceiling go to a person, besides those whom the rules that matched ask.
 */
export function routeInvoice(compiled: CompiledRuleSet | undefined, facts: RuleFacts): InvoiceRoute {
  if (compiled === undefined) return toPersonInDoubt(LAST_RESORT, [], whyText.noSet());
  const { steps, matched, broken } = applyRules(compiled.rules, facts);
  const doubt = findDoubt(compiled, facts) ?? broken;
  if (doubt !== undefined) return toPersonInDoubt([...steps, ...defaultSteps(compiled)], matched, doubt);
  if (matched.length > 0)
    return toPerson(steps, matched, whyText.matched(matched.map(({ reason }) => reason)));
  return routeByDefault(compiled, facts);
}

/** Whom the default row of a rule set asks: finance where it says nobody. */
export const defaultSteps = ({ ruleSet }: CompiledRuleSet): readonly RuleStep[] =>
  ruleSet.defaultRow.steps ?? LAST_RESORT;

function routeByDefault(compiled: CompiledRuleSet, facts: RuleFacts): InvoiceRoute {
  const { ceiling } = compiled;
  const toDefault = (why: LocalText) => toPerson(defaultSteps(compiled), [], why);
  if (ceiling === undefined) return toDefault(whyText.noCeiling());
  // In another currency the rule set's is the entity's own, or a doubt was found before.
  const totalMinor = facts.currency === compiled.ruleSet.currency ? facts.totalMinor : facts.totalBaseMinor;
  const isWithin = totalMinor !== undefined && totalMinor >= 0n && totalMinor <= ceiling.amountMinor;
  if (!isWithin) return toDefault(whyText.notWithin(ceiling));
  return { outcome: 'auto_approved', steps: [], matched: [], why: whyText.within(ceiling), doubt: null };
}

function findDoubt(compiled: CompiledRuleSet, facts: RuleFacts): LocalText | undefined {
  const unreadable = findUnreadable(facts);
  if (unreadable !== undefined) return unreadable;
  if (compiled.rules.length === 0) return whyText.emptySet();
  const { currency } = compiled.ruleSet;
  if (facts.currency === currency) return undefined;
  if (facts.baseCurrency !== currency || comparesAmounts(compiled.rules)) {
    return whyText.otherCurrency(facts.currency, currency);
  }
  return facts.totalBaseMinor === undefined ? whyText.noRate(facts.currency, currency) : undefined;
}

/** A route to the people of some steps, merged. */
export function toPerson(
  steps: readonly RuleStep[],
  matched: RuleMatch[],
  why: LocalText,
): InvoiceRoute & { outcome: 'needs_approval' } {
  return { outcome: 'needs_approval', steps: mergeSteps(steps), matched, why, doubt: null };
}

/** A route to people because the rules could not judge it. */
export const toPersonInDoubt = (
  steps: readonly RuleStep[],
  matched: RuleMatch[],
  doubt: LocalText,
): InvoiceRoute & { outcome: 'needs_approval' } => ({
  ...toPerson(steps, matched, doubt),
  doubt,
});
