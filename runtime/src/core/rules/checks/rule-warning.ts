import type { FactScope } from '../fact-catalogue.ts';
import type { Interval } from './interval.ts';

/** Which values of a fact: numbers from one to another as the facts have them, or single ones. */
export type FactExtent = { numbers: Interval } | { values: readonly string[] };

/** Something of a rule set that is probably a slip, and does not stop it from being used. */
export type RuleWarning = {
  /** The rule that it is about. */
  pointer: string;
} & (
  | { code: 'never_applies' | 'may_divide_by_zero'; ruleId: string }
  /** Rules of which none applies, or both do, where a fact is of this extent. */
  | { code: 'gap'; ruleIds: readonly string[]; fact: string; extent: FactExtent }
  | { code: 'overlap'; ruleIds: readonly [string, string]; fact: string; extent: FactExtent }
  | { code: 'may_be_absent'; ruleId: string; scope: FactScope; fact: string }
  /** `knownBy` is the fact that says whether it is there. */
  | { code: 'leaves_unknown'; ruleId: string; scope: FactScope; fact: string; knownBy: string }
);
