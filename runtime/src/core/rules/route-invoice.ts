import type { CompiledRuleSet } from './compile-rule-set.ts';
import type { ClauseValue } from './rule-engine.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { LocalText, RuleStep } from './rule-set.ts';
import { whyText } from './why-text.ts';

/** A rule that applied, with each clause of its condition. */
export type RuleMatch = { ruleId: string; reason: LocalText; clauses: ClauseValue[] };

/** Where an invoice goes, and why. Steps are in the order of the rules, each role once. */
export type InvoiceRoute = {
  outcome: 'auto_approved' | 'needs_approval';
  steps: RuleStep[];
  matched: RuleMatch[];
  why: LocalText;
};

/** Who is asked when the rules give no answer. */
const FALLBACK: RuleStep = { role: 'finance' };

/**
 * Routes an invoice. All rules that match apply; only the default row approves by itself, up to its ceiling.
 * No set or an empty one, amounts that cannot be read, an error in any rule, another currency or a missing
 * ceiling go to a person.
 */
export function routeInvoice(compiled: CompiledRuleSet | undefined, facts: RuleFacts): InvoiceRoute {
  if (compiled === undefined) return toPerson([FALLBACK], [], whyText.noSet());
  const steps: RuleStep[] = [];
  const matched: RuleMatch[] = [];
  let broken: LocalText | undefined;
  for (const { rule, condition } of compiled.rules) {
    const holds = condition.evaluate(facts);
    const clauses = holds.ok && holds.value ? condition.explain(facts) : undefined;
    const failure = !holds.ok ? holds : clauses?.ok === false ? clauses : undefined;
    if (failure !== undefined) broken ??= whyText.ruleBroken(rule.id, failure.reason);
    if (!holds.ok || !holds.value) continue;
    matched.push({ ruleId: rule.id, reason: rule.reason, clauses: clauses?.ok ? clauses.value : [] });
    if (!steps.some(({ role }) => role === rule.step.role)) steps.push(rule.step);
  }
  const doubt = findDoubt(compiled, facts) ?? broken;
  if (doubt !== undefined) return toPerson(withFallback(steps), matched, doubt);
  if (matched.length > 0)
    return toPerson(steps, matched, whyText.matched(matched.map(({ reason }) => reason)));
  return routeByDefault(compiled, facts);
}

function routeByDefault(compiled: CompiledRuleSet, facts: RuleFacts): InvoiceRoute {
  const { ceiling } = compiled;
  if (ceiling === undefined) return toPerson([FALLBACK], [], whyText.noCeiling());
  const { totalMinor } = facts;
  const isWithin = totalMinor !== undefined && totalMinor >= 0n && totalMinor <= ceiling.amountMinor;
  if (!isWithin) return toPerson([FALLBACK], [], whyText.notWithin(ceiling));
  return { outcome: 'auto_approved', steps: [], matched: [], why: whyText.within(ceiling) };
}

function findDoubt(compiled: CompiledRuleSet, facts: RuleFacts): LocalText | undefined {
  if (facts.unreadable !== undefined) return whyText.unreadable(facts.unreadable);
  if (compiled.rules.length === 0) return whyText.emptySet();
  const { currency } = compiled.ruleSet;
  return facts.currency === currency ? undefined : whyText.otherCurrency(facts.currency, currency);
}

function toPerson(steps: RuleStep[], matched: RuleMatch[], why: LocalText): InvoiceRoute {
  return { outcome: 'needs_approval', steps, matched, why };
}

function withFallback(steps: RuleStep[]): RuleStep[] {
  return steps.some(({ role }) => role === FALLBACK.role) ? steps : [...steps, FALLBACK];
}
