import type { JsonObject } from '../../../core/json.ts';
import type { FieldRow, RowCondition } from '../../../core/mapping/definition.ts';
import { constantToText, textToConstant } from './constant-text.ts';
import type { ConditionTest, RowDraft } from './editor-draft.ts';
import { callToDraft, draftToCall, readObject } from './transform-draft.ts';

/** Between several sources of a row, and between the values that a condition takes. */
const PLUS = ' + ';
const OR = ' | ';

/** A row of a definition as the form holds it. */
export function rowToDraft(row: FieldRow, key: string): RowDraft {
  const { to, from, const: constant, transform = [], default: fallback, required, when, ...extra } = row;
  return {
    key,
    to,
    kind: constant === undefined ? 'from' : 'const',
    value: constant === undefined ? [from ?? []].flat().join(PLUS) : constantToText(constant),
    transforms: transform.map(callToDraft),
    fallback: fallback === undefined ? '' : constantToText(fallback),
    isRequired: required === true,
    when: when?.from ?? '',
    ...conditionToDraft(when),
    extra: Object.keys(extra).length === 0 ? '' : JSON.stringify(extra),
  };
}

/**
 * The row that the form says, read by nobody yet: compiling it tells what is wrong. What a fixed value cannot have is
 * left out, so that a row may be switched to it and back.
 */
export function draftToRow(draft: RowDraft): JsonObject {
  const { to, kind, value, extra } = draft;
  const row: JsonObject = { ...readObject(extra), to: to.trim() };
  if (kind === 'const') return { ...row, const: textToConstant(value), ...conditionOf(draft) };
  const { transforms, fallback, isRequired } = draft;
  return {
    ...row,
    ...sourceOf(value, extra),
    ...(transforms.length === 0 ? {} : { transform: transforms.map(draftToCall) }),
    ...(fallback === '' ? {} : { default: textToConstant(fallback) }),
    ...(isRequired ? { required: true } : {}),
    ...conditionOf(draft),
  };
}

/** A row whose members the form does not know may say by one of them where its value comes from. */
function sourceOf(value: string, extra: string): JsonObject {
  if (value.trim() === '' && extra !== '') return {};
  const paths = value.split(PLUS.trim()).map((path) => path.trim());
  return { from: paths.length === 1 ? (paths[0] ?? '') : paths };
}

/** True for a row in which nothing was filled in. */
export const isBlank = ({ to, value, transforms, extra }: RowDraft): boolean =>
  to.trim() === '' && value.trim() === '' && transforms.length === 0 && extra === '';

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
