import type { CompiledRule } from './compile-rule-set.ts';
import { INVOICE_FACTS, LINE_FACTS } from './fact-catalogue.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { LocalText } from './rule-set.ts';
import { whyText } from './why-text.ts';

/** Amounts that cannot be read, which no rule judges; undefined where they can. */
export const findUnreadable = ({ unreadable }: RuleFacts): LocalText | undefined =>
  unreadable === undefined ? undefined : whyText.unreadable(unreadable);

/** True where some rule compares an amount with a number, which means the currency of the rule set. */
export const comparesAmounts = (rules: readonly CompiledRule[]): boolean =>
  rules.some(({ rule }) => IN_ITS_CURRENCY.test(rule.when));

/** Amounts in the invoice's own currency: a rule that compares one with a number means the rule set's. */
const IN_ITS_CURRENCY = new RegExp(
  `\\b(?:${[...Object.entries(INVOICE_FACTS), ...Object.entries(LINE_FACTS)]
    .flatMap(([name, { unit }]) => (unit === 'money' && name !== 'totalBaseMinor' ? name : []))
    .join('|')})\\b`,
);
