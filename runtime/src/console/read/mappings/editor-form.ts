import type { FormValues } from '../read-form.ts';
import {
  type ConditionTest,
  type EditorDraft,
  ROW_KINDS,
  type RowDraft,
  type TransformDraft,
} from './editor-draft.ts';
import { argumentsOf } from './transform-arguments.ts';

/** A form as it was sent: the last value of each name, and all values of one. */
export type SentForm = { values: FormValues; all(name: string): string[] };

/** More rows than a mapping may have are not read. */
const ROWS_MAX = 201;
const TRANSFORMS_MAX = 10;
const KEY = /^r[0-9]{1,6}$/;
const TESTS: readonly ConditionTest[] = ['', 'equals', 'in', 'filled', 'empty'];

/** Reads the editor's form, as typed. Rows stand in the order of the page. */
export function readEditorForm({ values, all }: SentForm): EditorDraft {
  const keys = [...new Set(all('row'))].filter((key) => KEY.test(key)).slice(0, ROWS_MAX);
  return {
    revision: Number(values['revision'] ?? '0'),
    reason: values['reason'] ?? '',
    // A browser sends a line break as two characters (HTML, "constructing the form data set").
    script: (values['script'] ?? '').replaceAll('\r\n', '\n'),
    recordId: values['record'] ?? '',
    rows: keys.map((key) => readRow(key, { values, all })),
  };
}

function readRow(key: string, form: SentForm): RowDraft {
  const value = (name: string): string => form.values[`${key}.${name}`] ?? '';
  return {
    key,
    to: value('to'),
    kind: ROW_KINDS.find((kind) => kind === value('kind')) ?? 'from',
    value: value('value'),
    each: value('each'),
    transforms: readTransforms(key, form),
    fallback: value('fallback'),
    isRequired: value('required') !== '',
    when: value('when'),
    test: TESTS.find((test) => test === value('test')) ?? '',
    match: value('match'),
  };
}

/** The transforms of a row, and at their end the one that was just chosen. */
function readTransforms(key: string, { values, all }: SentForm): TransformDraft[] {
  const kept = all(`${key}.t`)
    .slice(0, TRANSFORMS_MAX)
    .map((at): TransformDraft => {
      const value = (name: string): string => values[`${key}.t${at}.${name}`] ?? '';
      const name = value('name');
      const args = argumentsOf(name).map((argument) => [argument.name, value(`a.${argument.name}`)] as const);
      return { name, args: Object.fromEntries(args), more: value('more') };
    });
  const added = values[`${key}.add`] ?? '';
  return added === '' ? kept : [...kept, { name: added, args: {}, more: '' }];
}
