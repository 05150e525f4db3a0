import type { CurrencyCode } from '../../../core/money/currency.ts';
import { createCelEngine } from '../../../core/rules/cel-engine.ts';
import { formToCondition } from '../../../core/rules/form/form-to-condition.ts';
import { conditionToDraft, draftToForm, type TextError } from './condition-draft.ts';
import type { RuleDraft } from './rules-draft.ts';

/** A rule with both sides of its condition in step, and what is wrong with either. */
export type CheckedRule = {
  rule: RuleDraft;
  /** Why a row cannot be read, by the row's key. */
  rowErrors: ReadonlyMap<string, TextError>;
  /** Why the expression is refused. */
  error: TextError | undefined;
};

const engine = createCelEngine();

/** Brings the side of a condition that was not edited in step with the one that was: the expression, else the rows. */
export function checkRule(typed: RuleDraft, currency: CurrencyCode): CheckedRule {
  if (typed.when !== typed.was) return fromExpression(typed, currency);
  const { form, rowErrors } = draftToForm(typed, currency);
  // A value that is still being typed leaves the expression as it was.
  const when = rowErrors.size > 0 ? typed.when : formToCondition(form);
  return { rule: { ...typed, when, was: when }, rowErrors, error: errorOf(when) };
}

function fromExpression(typed: RuleDraft, currency: CurrencyCode): CheckedRule {
  const error = errorOf(typed.when);
  const rowErrors = new Map<string, TextError>();
  // Rows of an expression that is wrong would be of another one: they stay, and the expression stays the edited side.
  if (error !== undefined) return { rule: typed, rowErrors, error };
  const rule = { ...typed, was: typed.when, ...conditionToDraft(typed.when, currency) };
  return { rule, rowErrors, error: undefined };
}

function errorOf(when: string): TextError | undefined {
  const compiled = engine.compile(when);
  return compiled.ok ? undefined : { reason: compiled.reason, span: compiled.span };
}
