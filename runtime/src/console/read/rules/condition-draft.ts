import type { CurrencyCode } from '../../../core/money/currency.ts';
import { createCelEngine } from '../../../core/rules/cel-engine.ts';
import type { ConditionForm, ConditionPart } from '../../../core/rules/form/condition-form.ts';
import { formToCondition } from '../../../core/rules/form/form-to-condition.ts';
import { isGroup } from './part-tree.ts';
import { partToRow, rowToPart } from './row-part.ts';
import { type ConditionDraft, GROUPS_DEEP_MAX, type PartDraft, type RowDraft } from './rules-draft.ts';

/** Why a text is refused, and the part of it that is wrong. */
export type TextError = { reason: string; span: { start: number; end: number } | undefined };

/** What rows and groups mean, without the rows that are wrong; and why those are, by their keys. */
export type ReadCondition = { form: ConditionForm; rowErrors: ReadonlyMap<string, TextError> };

const engine = createCelEngine();

/** Reads the rows of a condition, each for itself, so that a mistake is told under the row that it is in. */
export function draftToForm(condition: ConditionDraft, currency: CurrencyCode): ReadCondition {
  const rowErrors = new Map<string, TextError>();
  const readGroup = ({ match, parts }: ConditionDraft): ConditionForm => ({
    kind: match,
    parts: parts.flatMap((part): ConditionPart[] => {
      if (isGroup(part)) return [readGroup(part)];
      const read = readRow(part, currency);
      if (read.part !== undefined) return [read.part];
      rowErrors.set(part.key, read.error);
      return [];
    }),
  });
  return { form: readGroup(condition), rowErrors };
}

type ReadRow = { part: ConditionPart } | { part: undefined; error: TextError };

function readRow(row: RowDraft, currency: CurrencyCode): ReadRow {
  const part = rowToPart(row, currency);
  if (!part.ok) return { part: undefined, error: { reason: part.reason, span: undefined } };
  const compiled = engine.compile(formToCondition({ kind: 'all', parts: [part.value] }));
  if (compiled.ok) return { part: part.value };
  // Only of an expression the text is on the page as it was compiled.
  const span = row.fact === 'advanced' ? compiled.span : undefined;
  return { part: undefined, error: { reason: compiled.reason, span } };
}

/** A condition as rows and groups; of one that is refused a single row with its expression. */
export function conditionToDraft(when: string, currency: CurrencyCode): ConditionDraft {
  const compiled = engine.compile(when);
  if (!compiled.ok)
    return { match: 'all', parts: [{ key: 'c1', fact: 'advanced', operator: '', value: when }] };
  return formToDraft(compiled.value.form, currency);
}

function formToDraft(form: ConditionForm, currency: CurrencyCode): ConditionDraft {
  const last = { c: 0, g: 0 };
  const keyOf = (letter: 'c' | 'g'): string => {
    last[letter] += 1;
    return `${letter}${last[letter]}`;
  };
  const toPart = (part: ConditionPart, deep: number): PartDraft => {
    if ((part.kind !== 'all' && part.kind !== 'any') || deep > GROUPS_DEEP_MAX)
      return partToRow(part, keyOf('c'), currency);
    return {
      key: keyOf('g'),
      match: part.kind,
      parts: part.parts.map((inner) => toPart(inner, deep + 1)),
    };
  };
  return { match: form.kind, parts: form.parts.map((part) => toPart(part, 1)) };
}
