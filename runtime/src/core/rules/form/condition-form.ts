import type { FactScope } from '../fact-catalogue.ts';

/** How a fact is compared: numbers, texts, lists of texts, yes or no. */
export const OPERATORS = {
  number: ['>', '>=', '<', '<=', '==', '!='],
  text: ['==', '!=', 'in', 'not_in', 'startsWith', 'endsWith', 'contains'],
  yes_no: ['is', 'is_not'],
} as const;

/** One way to compare. */
export type Operator = (typeof OPERATORS)[keyof typeof OPERATORS][number];

/** A fact compared with a value: a number as it stands in the facts, a text, or several. */
export type Comparison = {
  kind: 'comparison';
  scope: FactScope;
  fact: string;
} & (
  | { operator: (typeof OPERATORS.number)[number]; value: bigint }
  | { operator: Exclude<(typeof OPERATORS.text)[number], 'in' | 'not_in'>; value: string }
  | { operator: 'in' | 'not_in'; value: readonly string[] }
  | { operator: (typeof OPERATORS.yes_no)[number]; value: null }
);

/** A part that the form cannot show and keeps as its text. */
export type AdvancedPart = { kind: 'advanced'; text: string };

/** Parts of which all, or any, must hold. Of no parts, all do and none does. */
export type ConditionGroup = { kind: 'all' | 'any'; parts: readonly ConditionPart[] };

/** One part of a condition. */
export type ConditionPart = Comparison | AdvancedPart | ConditionGroup;

/** A condition as a form shows it: a group, with groups in it. */
export type ConditionForm = ConditionGroup;
