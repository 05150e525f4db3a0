import { z } from 'zod';
import { CurrencyText, UnsignedDecimalText } from '../canonical/texts.ts';
import { DOCUMENT_TYPES, DocumentType } from '../invoice/document.ts';
import { HELD_COMMANDS } from '../invoice/held-commands.ts';
import { findHidden } from './hidden-characters.ts';
import { RoleStep, RuleStep, roleToStep } from './rule-step.ts';

const RULES_MAX = 200;
const STEPS_MAX = 20;

/** Longest condition, in characters. */
const CONDITION_MAX_CHARS = 2000;

const ReasonText = z
  .string()
  .min(1)
  .max(300)
  .refine((text) => findHidden(text) === undefined, 'holds a character that nobody sees');

/** A text in the two languages of the hub. */
export const LocalText = z.strictObject({ en: ReasonText, ja: ReasonText });
export type LocalText = z.infer<typeof LocalText>;

const Steps = z.array(RuleStep).min(1).max(STEPS_MAX);

/**
 * One rule: when the condition (CEL over the facts of an invoice) holds for a document of these kinds, or of any kind
 * where none is said, the steps are asked. It judges what is submitted, or where it names one, a command on what is issued.
 * `step` is how a rule said a single one before there were `steps`.
 */
export const Rule = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be lower case, such as discount-above-10'),
    kinds: z.array(DocumentType).min(1).max(DOCUMENT_TYPES.length).optional(),
    command: z.enum(HELD_COMMANDS).optional(),
    when: z.string().min(1).max(CONDITION_MAX_CHARS),
    reason: LocalText,
    step: RoleStep.optional(),
    steps: Steps.optional(),
  })
  .superRefine((rule, context) => {
    if ((rule.step === undefined) === (rule.steps === undefined))
      context.addIssue({ code: 'custom', path: ['steps'], message: 'a rule says whom it asks, once' });
  });
export type Rule = z.output<typeof Rule>;

/** Whom a rule asks. */
export function stepsOf(rule: Rule): RuleStep[] {
  return rule.steps ?? (rule.step === undefined ? [] : [roleToStep(rule.step)]);
}

/**
 * A set of approval rules of one legal entity. All rules that match apply. The default row is for invoices
 * that no rule matches: only with a ceiling, in major units of the set's currency, does it approve by itself. Above
 * it, and whenever the rules give no answer, its steps are asked; finance where it says none.
 */
export const RuleSet = z
  .strictObject({
    version: z.int().min(1).optional(),
    currency: CurrencyText,
    rules: z.array(Rule).max(RULES_MAX),
    defaultRow: z.strictObject({
      autoApproveUpTo: UnsignedDecimalText.optional(),
      steps: Steps.optional(),
    }),
  })
  .superRefine((set, context) => {
    const seen = new Set<string>();
    for (const [at, { id }] of set.rules.entries()) {
      if (seen.has(id))
        context.addIssue({ code: 'custom', path: ['rules', at, 'id'], message: `${id} is used twice` });
      seen.add(id);
    }
  });
export type RuleSet = z.output<typeof RuleSet>;
