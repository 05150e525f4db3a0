import { DOCUMENT_TYPES } from '../../../core/invoice/document.ts';
import type { FormValues } from '../read-form.ts';
import type { RowDraft, RuleDraft, RulesDraft, StepDraft } from './rules-draft.ts';

/** A form as it was sent: the last value of each name, and all values of one. */
type SentForm = { values: FormValues; all(name: string): string[] };

/** More rules than a set may have are not read, nor more rows and steps than a rule may. */
const RULES_MAX = 201;
const PARTS_MAX = 50;

/** Reads the rule builder as typed. Rules, rows and steps stand in the order of the page. */
export function readRulesForm(form: SentForm): RulesDraft {
  const { values } = form;
  return {
    revision: Number(values['revision'] ?? '0'),
    reason: values['reason'] ?? '',
    currency: values['currency'] ?? '',
    ceiling: values['ceiling'] ?? '',
    defaultSteps: readSteps('d', form),
    rules: keysOf('rule', 'r', form)
      .slice(0, RULES_MAX)
      .map((key) => readRule(key, form)),
  };
}

function keysOf(name: string, letter: string, { all }: SentForm): string[] {
  return [...new Set(all(name))].filter((key) => new RegExp(`^${letter}[0-9]{1,6}$`).test(key));
}

function readRule(key: string, form: SentForm): RuleDraft {
  const value = (name: string): string => form.values[`${key}.${name}`] ?? '';
  const kinds = form.all(`${key}.kinds`);
  return {
    key,
    id: value('id'),
    en: value('en'),
    ja: value('ja'),
    kinds: DOCUMENT_TYPES.filter((kind) => kinds.includes(kind)),
    match: value('match') === 'any' ? 'any' : 'all',
    rows: keysOf(`${key}.row`, 'c', form)
      .slice(0, PARTS_MAX)
      .map((row) => readRow(`${key}.${row}`, row, form)),
    // A browser sends a line break as two characters (HTML, "constructing the form data set").
    when: value('when').replaceAll('\r\n', '\n'),
    was: value('was').replaceAll('\r\n', '\n'),
    steps: readSteps(key, form),
  };
}

function readRow(place: string, key: string, { values }: SentForm): RowDraft {
  const value = (name: string): string => values[`${place}.${name}`] ?? '';
  return { key, fact: value('fact'), operator: value('op'), value: value('value') };
}

function readSteps(owner: string, form: SentForm): StepDraft[] {
  return keysOf(`${owner}.step`, 's', form)
    .slice(0, PARTS_MAX)
    .map((key) => {
      const value = (name: string): string => (form.values[`${owner}.${key}.${name}`] ?? '').trim();
      const atLeast = value('least');
      return {
        key,
        order: value('order'),
        who: value('who'),
        mode: atLeast === '' ? value('mode') : atLeast,
        sla: value('sla'),
        remind: value('remind'),
        escalate: value('escalate'),
      };
    });
}
