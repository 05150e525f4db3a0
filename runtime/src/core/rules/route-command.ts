import type { HeldCommand } from '../invoice/held-commands.ts';
import { applyRules } from './apply-rules.ts';
import type { CompiledRuleSet } from './compile-rule-set.ts';
import { comparesAmounts, findUnreadable } from './find-doubt.ts';
import { defaultSteps, type InvoiceRoute, LAST_RESORT, toPerson, toPersonInDoubt } from './route-invoice.ts';
import type { RuleFacts } from './rule-facts.ts';
import { whyText } from './why-text.ts';

/** Who is asked before a command runs, and why; undefined where its permission is enough. */
export type CommandRoute = (InvoiceRoute & { outcome: 'needs_approval' }) | undefined;

/**
 * Routes a command on an issued document by the rules that name it; all that match apply. Without such a rule its
 * permission is enough. A set that does not compile asks people whatever the command. With such a rule, amounts that cannot be read, an error in a rule, or another currency beside a rule that
 * compares amounts go to the people of the default row, besides those whom the rules that matched ask.
 */
export function routeCommand(
  compiled: CompiledRuleSet | undefined,
  command: HeldCommand,
  facts: RuleFacts,
): CommandRoute {
  if (compiled === undefined) return toPersonInDoubt(LAST_RESORT, [], whyText.noSet());
  const rules = compiled.commandRules.filter(({ rule }) => rule.command === command);
  if (rules.length === 0) return undefined;
  const { steps, matched, broken } = applyRules(rules, facts);
  const { currency } = compiled.ruleSet;
  const isForeign = facts.currency !== currency && comparesAmounts(rules);
  const doubt =
    findUnreadable(facts) ??
    (isForeign ? whyText.otherCurrency(facts.currency, currency) : undefined) ??
    broken;
  if (doubt !== undefined) return toPersonInDoubt([...steps, ...defaultSteps(compiled)], matched, doubt);
  if (matched.length === 0) return undefined;
  return toPerson(steps, matched, whyText.matched(matched.map(({ reason }) => reason)));
}
