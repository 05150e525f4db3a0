import type { JsonObject } from '../../../core/json.ts';
import type { FieldRow, RowCondition } from '../../../core/mapping/definition.ts';
import { constantToText, textToConstant } from './constant-text.ts';
import type { ConditionTest, RowDraft } from './editor-draft.ts';
import { callToDraft, draftToCall } from './transform-draft.ts';

/** Between several sources of a row, and between the values that a condition takes. */
const PLUS = ' + ';
const OR = ' | ';

/** A row of a definition as the form holds it. */
export function rowToDraft(row: FieldRow, key: string): RowDraft {
  return {
    key,
    to: row.to,
    ...originToDraft(row),
    each: row.each ?? '',
    transforms: (row.transform ?? []).map(callToDraft),
    fallback: row.default === undefined ? '' : constantToText(row.default),
    isRequired: row.required === true,
    when: row.when?.from ?? '',
    ...conditionToDraft(row.when),
  };
}

function originToDraft({ from, const: constant, expression }: FieldRow): Pick<RowDraft, 'kind' | 'value'> {
  if (constant !== undefined) return { kind: 'const', value: constantToText(constant) };
  if (expression !== undefined) return { kind: 'expression', value: expression };
  return { kind: 'from', value: [from ?? []].flat().join(PLUS) };
}

/**
 * The row that the form says, read by nobody yet: compiling it tells what is wrong. What a fixed value cannot have is
 * left out, so that a row may be switched to it and back.
 */
export function draftToRow(draft: RowDraft): JsonObject {
  const { kind, value, each, transforms, fallback, isRequired } = draft;
  const to = draft.to.trim();
  if (kind === 'const') return { to, const: textToConstant(value), ...conditionOf(draft) };
  const list = each.trim();
  return {
    to,
    ...(kind === 'from'
      ? { from: pathsOf(value) }
      : { expression: value, ...(list === '' ? {} : { each: list }) }),
    ...(transforms.length === 0 ? {} : { transform: transforms.map(draftToCall) }),
    ...(fallback === '' ? {} : { default: textToConstant(fallback) }),
    ...(isRequired ? { required: true } : {}),
    ...conditionOf(draft),
  };
}

function pathsOf(value: string): string | string[] {
  const paths = value.split(PLUS.trim()).map((path) => path.trim());
  return paths.length === 1 ? (paths[0] ?? '') : paths;
}

/** True for a row in which nothing was filled in. */
export const isBlank = ({ to, value, transforms }: RowDraft): boolean =>
  to.trim() === '' && value.trim() === '' && transforms.length === 0;

function conditionToDraft(when: RowCondition | undefined): { test: ConditionTest; match: string } {
  if (when === undefined) return { test: '', match: '' };
  if (when.equals !== undefined) return { test: 'equals', match: constantToText(when.equals) };
  if (when.in !== undefined) return { test: 'in', match: when.in.map(constantToText).join(OR) };
  return { test: when.exists === true ? 'filled' : 'empty', match: '' };
}

function conditionOf({ when, test, match }: RowDraft): JsonObject {
  const from = when.trim();
  switch (test) {
    case '':
      return {};
    case 'equals':
      return { when: { from, equals: textToConstant(match) } };
    case 'in':
      return { when: { from, in: match.split(OR.trim()).map((text) => textToConstant(text.trim())) } };
    default:
      return { when: { from, exists: test === 'filled' } };
  }
}
