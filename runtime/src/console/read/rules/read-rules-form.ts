import { DOCUMENT_TYPES } from '../../../core/invoice/document.ts';
import { HELD_COMMANDS } from '../../../core/invoice/held-commands.ts';
import type { FormValues } from '../read-form.ts';
import {
  GROUPS_DEEP_MAX,
  type PartDraft,
  type RowDraft,
  type RuleDraft,
  type RulesDraft,
  type StepDraft,
} from './rules-draft.ts';

/** A form as it was sent: the last value of each name, and all values of one. */
type SentForm = { values: FormValues; all(name: string): string[] };

/** More rules than a set may have are not read, nor more conditions, groups and steps than anybody puts in one. */
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

function keysOf(name: string, letters: string, { all }: SentForm): string[] {
  return [...new Set(all(name))].filter((key) => new RegExp(`^[${letters}][0-9]{1,6}$`).test(key));
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
    command: HELD_COMMANDS.find((command) => command === value('command')) ?? '',
    match: readMatch(key, form),
    parts: readParts(key, form),
    when: withPlainBreaks(value('when')),
    was: withPlainBreaks(value('was')),
    steps: readSteps(key, form),
  };
}

const readMatch = (place: string, { values }: SentForm): 'all' | 'any' =>
  values[`${place}.match`] === 'any' ? 'any' : 'all';

/** The parts of a rule's condition. A key that comes twice is read once: a group that held itself would never end. */
function readParts(rule: string, form: SentForm): PartDraft[] {
  const seen = new Set<string>();
  const partsIn = (place: string, deep: number): PartDraft[] =>
    keysOf(`${place}.row`, deep < GROUPS_DEEP_MAX ? 'cg' : 'c', form).flatMap((key): PartDraft[] => {
      if (seen.has(key) || seen.size >= PARTS_MAX) return [];
      seen.add(key);
      const part = `${rule}.${key}`;
      if (key.startsWith('c')) return [readRow(part, key, form)];
      return [{ key, match: readMatch(part, form), parts: partsIn(part, deep + 1) }];
    });
  return partsIn(rule, 0);
}

function readRow(place: string, key: string, { values }: SentForm): RowDraft {
  const value = (name: string): string => values[`${place}.${name}`] ?? '';
  return { key, fact: value('fact'), operator: value('op'), value: withPlainBreaks(value('value')) };
}

/** A browser sends a line break as two characters (HTML, "constructing the form data set"). */
const withPlainBreaks = (text: string): string => text.replaceAll('\r\n', '\n');

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
