import type { LocalText } from '../rule-set.ts';

/** Something of a rule set that is probably a slip, and does not stop it from being used. */
export type RuleWarning = {
  code: 'never_applies' | 'gap' | 'overlap' | 'may_be_absent' | 'leaves_unknown' | 'may_divide_by_zero';
  /** The rule that it is about. */
  pointer: string;
  texts: LocalText;
};
