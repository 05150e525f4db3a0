import type { CompiledRuleSet } from './compile-rule-set.ts';
import { INVOICE_FACTS, LINE_FACTS } from './fact-catalogue.ts';
import { mergeSteps } from './merge-steps.ts';
import type { ClauseValue } from './rule-engine.ts';
import type { RuleFacts } from './rule-facts.ts';
import { type LocalText, type Rule, stepsOf } from './rule-set.ts';
import { type RuleStep, roleToStep } from './rule-step.ts';
import { whyText } from './why-text.ts';

/** A rule that applied, with each clause of its condition. */
export type RuleMatch = { ruleId: string; reason: LocalText; clauses: ClauseValue[] };

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
const LAST_RESORT: readonly RuleStep[] = [roleToStep({ role: 'finance' })];

/**
 * Routes an invoice. All rules for its kind of document that match apply; only the default row approves by itself, up
 * to its ceiling. No set or an empty one, amounts that cannot be read, an error in any rule, another currency without a
 * rate or beside a rule that compares amounts, or a missing ceiling go to a person, besides those whom the rules that matched ask.
 */
export function routeInvoice(compiled: CompiledRuleSet | undefined, facts: RuleFacts): InvoiceRoute {
  if (compiled === undefined) return inDoubt(LAST_RESORT, [], whyText.noSet());
  const { steps, matched, broken } = applyRules(compiled, facts);
  const doubt = findDoubt(compiled, facts) ?? broken;
  if (doubt !== undefined) return inDoubt([...steps, ...defaultSteps(compiled)], matched, doubt);
  if (matched.length > 0)
    return toPerson(steps, matched, whyText.matched(matched.map(({ reason }) => reason)));
  return routeByDefault(compiled, facts);
}

function applyRules(compiled: CompiledRuleSet, facts: RuleFacts) {
  const steps: RuleStep[] = [];
  const matched: RuleMatch[] = [];
  let broken: LocalText | undefined;
  for (const { rule, condition } of compiled.rules) {
    if (!isInScope(rule, facts)) continue;
    const holds = condition.evaluate(facts);
    const clauses = holds.ok && holds.value ? condition.explain(facts) : undefined;
    const failure = !holds.ok ? holds : clauses?.ok === false ? clauses : undefined;
    if (failure !== undefined) broken ??= whyText.ruleBroken(rule.id, failure.reason);
    if (!holds.ok || !holds.value) continue;
    matched.push({ ruleId: rule.id, reason: rule.reason, clauses: clauses?.ok ? clauses.value : [] });
    steps.push(...stepsOf(rule));
  }
  return { steps, matched, broken };
}

const isInScope = ({ kinds }: Rule, facts: RuleFacts): boolean =>
  kinds === undefined || kinds.some((kind) => kind === facts.documentKind);

const defaultSteps = ({ ruleSet }: CompiledRuleSet): readonly RuleStep[] =>
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
  if (facts.unreadable !== undefined) return whyText.unreadable(facts.unreadable);
  if (compiled.rules.length === 0) return whyText.emptySet();
  const { currency } = compiled.ruleSet;
  if (facts.currency === currency) return undefined;
  const isCompared = compiled.rules.some(({ rule }) => IN_ITS_CURRENCY.test(rule.when));
  if (facts.baseCurrency !== currency || isCompared) return whyText.otherCurrency(facts.currency, currency);
  return facts.totalBaseMinor === undefined ? whyText.noRate(facts.currency, currency) : undefined;
}

/** Amounts in the invoice's own currency: a rule that compares one with a number means the rule set's. */
const IN_ITS_CURRENCY = new RegExp(
  `\\b(?:${[...Object.entries(INVOICE_FACTS), ...Object.entries(LINE_FACTS)]
    .flatMap(([name, { unit }]) => (unit === 'money' && name !== 'totalBaseMinor' ? name : []))
    .join('|')})\\b`,
);

function toPerson(steps: readonly RuleStep[], matched: RuleMatch[], why: LocalText): InvoiceRoute {
  return { outcome: 'needs_approval', steps: mergeSteps(steps), matched, why, doubt: null };
}

const inDoubt = (steps: readonly RuleStep[], matched: RuleMatch[], doubt: LocalText): InvoiceRoute => ({
  ...toPerson(steps, matched, doubt),
  doubt,
});
