import type { Result } from '../result.ts';
import type { FactScope } from './fact-catalogue.ts';
import type { ConditionForm } from './form/condition-form.ts';
import type { RuleFacts } from './rule-facts.ts';

/** One part of a condition that must hold, as written, and whether it does. */
export type ClauseValue = { text: string; value: boolean };

/** What a condition asks of a line: as a form shows it, and the facts of the line that it names. */
export type LineTest = {
  scope: Exclude<FactScope, 'invoice'>;
  form: ConditionForm;
  facts: ReadonlySet<string>;
};

/** A condition that was type-checked. Evaluation fails rather than guesses; it is bounded and has no clock. */
export type CompiledCondition = {
  evaluate(facts: RuleFacts): Result<boolean>;
  /** Value of each clause between the outermost `&&`, in order. */
  explain(facts: RuleFacts): Result<ClauseValue[]>;
  /** The condition as a form shows it. */
  readonly form: ConditionForm;
  /** The facts of the invoice that it names. */
  readonly facts: ReadonlySet<string>;
  /** What it asks of single lines, one of them for each `lines.exists` and the like. */
  readonly lineTests: readonly LineTest[];
  /** The facts that each clause names, in the order of the clauses. */
  readonly clauseFacts: readonly ReadonlySet<string>[];
  /** It divides by something that is no constant. */
  readonly mayDivideByZero: boolean;
};

/** A compiled condition, or why there is none and where in its text. */
export type ConditionCompilation =
  | { ok: true; value: CompiledCondition }
  | { ok: false; reason: string; span?: { start: number; end: number } };

/** What compiles conditions; the engine behind it can be replaced. */
export type RuleEngine = {
  /** Fails with the reason and the character, counted from 1, where the text is wrong. */
  compile(condition: string): ConditionCompilation;
};
