import type { AppError } from '../../../core/app-error.ts';
import { checkRuleSet } from '../../../core/rules/checks/check-rule-set.ts';
import type { RuleWarning } from '../../../core/rules/checks/rule-warning.ts';
import { compileRuleSet } from '../../../core/rules/compile-rule-set.ts';
import type { Simulation } from '../../../core/rules/simulate/simulation.ts';
import type { ExplainedInvoice } from '../../../flow/rules/explain-invoice.ts';
import type { Askable } from '../../../flow/rules/list-askable.ts';
import type { RulesVersionView } from '../../../flow/rules/read-rules-version.ts';
import { type Marks, marksOf } from './builder-marks.ts';
import { currencyOf, draftToDefinition } from './draft-definition.ts';
import { type CheckedRule, checkRule } from './rule-condition.ts';
import type { RulesDraft } from './rules-draft.ts';

/** What is wrong with the rules as typed, and what in them is probably a slip. */
export type DraftVerdict = {
  problems: { pointer: string; detail: string }[];
  warnings: RuleWarning[];
  /** The currency of the rules, in which the warnings name amounts. */
  currency: string;
};

/** A draft as typed with both sides of each condition in step. */
export type CheckedDraft = { draft: RulesDraft; rules: CheckedRule[]; verdict: DraftVerdict; marks: Marks };

/** What the rules as typed make of all past invoices, or of one; refused where they cannot be evaluated. */
export type Tried =
  | { kind: 'simulated'; simulation: Simulation }
  | { kind: 'explained'; explained: ExplainedInvoice }
  | { kind: 'refused' };

/** Everything that the rule builder shows. */
export type BuilderData = CheckedDraft & {
  view: RulesVersionView;
  people: Askable;
  /** What was asked of past invoices with the rules as typed; undefined when nothing was. */
  tried: Tried | undefined;
  /** The control that the focus goes to. */
  focus: string | undefined;
  error: AppError | undefined;
};

/** Checks a draft as typed, without a look at who there is. */
export function checkDraft(typed: RulesDraft): CheckedDraft {
  const rules = typed.rules.map((rule) => checkRule(rule, currencyOf(typed.currency)));
  const draft = { ...typed, rules: rules.map(({ rule }) => rule) };
  const compiled = compileRuleSet(draftToDefinition(draft));
  const typing = rules.flatMap(({ rowErrors }, at) =>
    [...rowErrors.values()].map(({ reason }) => ({ pointer: `/rules/${at}/when`, detail: reason })),
  );
  const problems = [...typing, ...(compiled.ok ? [] : compiled.errors)];
  const warnings = compiled.ok ? checkRuleSet(compiled.value) : [];
  return {
    draft,
    rules,
    verdict: { problems, warnings, currency: draft.currency },
    marks: marksOf(draft, problems),
  };
}
