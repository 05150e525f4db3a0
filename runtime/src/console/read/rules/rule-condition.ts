import type { CurrencyCode } from '../../../core/money/currency.ts';
import { createCelEngine } from '../../../core/rules/cel-engine.ts';
import type { ConditionPart } from '../../../core/rules/form/condition-form.ts';
import { formToCondition } from '../../../core/rules/form/form-to-condition.ts';
import { partToRow, rowToPart } from './row-part.ts';
import type { RowDraft, RuleDraft } from './rules-draft.ts';

/** A rule with both sides of its condition in step, and what is wrong with either. */
export type CheckedRule = {
  rule: RuleDraft;
  /** Why the value of a row cannot be read, by the row's key. */
  rowErrors: ReadonlyMap<string, string>;
  /** Why the expression is refused, and the part of it that is wrong. */
  error: { reason: string; span: { start: number; end: number } | undefined } | undefined;
};

const engine = createCelEngine();

/** Brings the side of a condition that was not edited in step with the one that was: the expression, else the rows. */
export function checkRule(typed: RuleDraft, currency: CurrencyCode): CheckedRule {
  if (typed.when !== typed.was) return fromExpression(typed, currency);
  const parts: ConditionPart[] = [];
  const rowErrors = new Map<string, string>();
  for (const row of typed.rows) {
    const part = rowToPart(row, currency);
    if (part.ok) parts.push(part.value);
    else rowErrors.set(row.key, part.reason);
  }
  // A value that is still being typed leaves the expression as it was.
  const when = rowErrors.size > 0 ? typed.when : formToCondition({ kind: typed.match, parts });
  const compiled = engine.compile(when);
  const error = compiled.ok ? undefined : { reason: compiled.reason, span: compiled.span };
  return { rule: { ...typed, when, was: when }, rowErrors, error };
}

function fromExpression(typed: RuleDraft, currency: CurrencyCode): CheckedRule {
  const compiled = engine.compile(typed.when);
  const rowErrors = new Map<string, string>();
  // Rows of an expression that is wrong would be of another one: they stay, and the expression stays the edited side.
  if (!compiled.ok) {
    return { rule: typed, rowErrors, error: { reason: compiled.reason, span: compiled.span } };
  }
  const rule = { ...typed, was: typed.when, ...conditionToRows(typed.when, currency) };
  return { rule, rowErrors, error: undefined };
}

/** A condition as the rows of the form; of one that is refused a single row with its expression. */
export function conditionToRows(when: string, currency: CurrencyCode): Pick<RuleDraft, 'match' | 'rows'> {
  const compiled = engine.compile(when);
  if (!compiled.ok) return { match: 'all', rows: [advancedRow(when)] };
  const { kind, parts } = compiled.value.form;
  return { match: kind, rows: parts.map((part, at) => partToRow(part, `c${at + 1}`, currency)) };
}

const advancedRow = (when: string): RowDraft => ({ key: 'c1', fact: 'advanced', operator: '', value: when });
