import type { Result } from '../result.ts';
import type { RuleFacts } from './rule-facts.ts';

/** One part of a condition that must hold, as written, and whether it does. */
export type ClauseValue = { text: string; value: boolean };

/** A condition that was type-checked. Evaluation fails rather than guesses; it is bounded and has no clock. */
export type CompiledCondition = {
  evaluate(facts: RuleFacts): Result<boolean>;
  /** Value of each clause between the outermost `&&`, in order. */
  explain(facts: RuleFacts): Result<ClauseValue[]>;
};

/** What compiles conditions; the engine behind it can be replaced. */
export type RuleEngine = {
  /** Fails with the reason and the character, counted from 1, where the text is wrong. */
  compile(condition: string): Result<CompiledCondition>;
};
