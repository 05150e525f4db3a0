import { z } from 'zod';
import { CurrencyText, UnsignedDecimalText } from '../canonical/texts.ts';

const RULES_MAX = 200;

/** Longest condition, in characters. */
const CONDITION_MAX_CHARS = 2000;

/** A text in the two languages of the hub. */
export const LocalText = z.strictObject({ en: z.string().min(1).max(300), ja: z.string().min(1).max(300) });
export type LocalText = z.infer<typeof LocalText>;

/** Who is asked. */
export const RuleStep = z.strictObject({
  role: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a role such as finance'),
});
export type RuleStep = z.infer<typeof RuleStep>;

/** One rule: when the condition (CEL over the facts of an invoice) holds, the step is asked. */
export const Rule = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be lower case, such as discount-above-10'),
  when: z.string().min(1).max(CONDITION_MAX_CHARS),
  reason: LocalText,
  step: RuleStep,
});
export type Rule = z.infer<typeof Rule>;

/**
 * A set of approval rules of one legal entity. All rules that match apply. The default row is for invoices
 * that no rule matches: only with a ceiling, in major units of the set's currency, does it approve by itself.
 */
export const RuleSet = z
  .strictObject({
    version: z.int().min(1).optional(),
    currency: CurrencyText,
    rules: z.array(Rule).max(RULES_MAX),
    defaultRow: z.strictObject({ autoApproveUpTo: UnsignedDecimalText.optional() }),
  })
  .superRefine((set, context) => {
    const seen = new Set<string>();
    for (const [at, { id }] of set.rules.entries()) {
      if (seen.has(id))
        context.addIssue({ code: 'custom', path: ['rules', at, 'id'], message: `${id} is used twice` });
      seen.add(id);
    }
  });
export type RuleSet = z.infer<typeof RuleSet>;
