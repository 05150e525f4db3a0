import type { DocumentType } from '../../../core/invoice/document.ts';
import type { HeldCommand } from '../../../core/invoice/held-commands.ts';

/** A condition of a rule as typed: a fact such as `invoice.totalMinor` with its comparison, or an expression. */
export type RowDraft = {
  key: string;
  /** Scope and name of the fact; `advanced` where the value is an expression. */
  fact: string;
  operator: string;
  value: string;
};

/** Conditions of which all, or any, must hold. */
export type ConditionDraft = { match: 'all' | 'any'; parts: PartDraft[] };

/** A group inside a condition, or inside another group. */
export type GroupDraft = ConditionDraft & { key: string };

/** One part of a condition as typed. */
export type PartDraft = RowDraft | GroupDraft;

/** How deep groups stand inside each other; what is deeper is shown as an expression. */
export const GROUPS_DEEP_MAX = 2;

/** A step as typed: `who` is `role:finance`, `person:per_…`, `manager` or `group:…`. */
export type StepDraft = {
  key: string;
  order: string;
  who: string;
  /** `any`, `all`, or how many. */
  mode: string;
  sla: string;
  remind: string;
  /** Empty for nobody. */
  escalate: string;
};

/** A rule as typed. */
export type RuleDraft = ConditionDraft & {
  key: string;
  id: string;
  en: string;
  ja: string;
  kinds: DocumentType[];
  /** The command on an issued document that it judges; empty where it judges what is submitted. */
  command: HeldCommand | '';
  /** The condition as an expression, and what it was when the page was made: the side that differs was edited. */
  when: string;
  was: string;
  steps: StepDraft[];
};

/** The rule builder as typed. */
export type RulesDraft = {
  revision: number;
  reason: string;
  currency: string;
  ceiling: string;
  defaultSteps: StepDraft[];
  rules: RuleDraft[];
};

/** A row with nothing in it but the fact that rules ask for most. */
export const emptyRow = (key: string): RowDraft => ({
  key,
  fact: 'invoice.totalMinor',
  operator: '>',
  value: '0',
});

/** A step that asks anybody of finance. */
export const emptyStep = (key: string): StepDraft => ({
  key,
  order: '1',
  who: 'role:finance',
  mode: 'any',
  sla: '',
  remind: '',
  escalate: '',
});

/** A key that none of these has. */
export function nextKey(letter: string, taken: readonly { key: string }[]): string {
  const last = Math.max(0, ...taken.map(({ key }) => Number(key.slice(1))));
  return `${letter}${last + 1}`;
}
