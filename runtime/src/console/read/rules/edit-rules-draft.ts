import { addPart, matchOf, nextPartKey, removePart } from './part-tree.ts';
import {
  emptyRow,
  emptyStep,
  type GroupDraft,
  nextKey,
  type RuleDraft,
  type RulesDraft,
  type StepDraft,
} from './rules-draft.ts';

/** What a button of the rule builder does; nothing is stored by it. `focus` names the control that the focus goes to. */
export type RulesEdit = { draft: RulesDraft; focus: string | undefined };

type Texts = { en: string; ja: string };

/**
 * Does `add-rule`, `remove-rule:r1`, `add-row:r1` or `add-row:r1:g2`, `add-group:r1` or `add-group:r1:g2`,
 * `remove-part:r1:c2`, `add-step:r1`, `remove-step:d:s1` or `focus:r1.c2`; anything else leaves the draft as it is.
 */
export function editRulesDraft(draft: RulesDraft, asked: string, newRule: Texts): RulesEdit {
  const [what = '', owner = '', key = ''] = asked.split(':');
  if (what === 'focus') return { draft, focus: owner };
  if (what === 'add-rule') return addRule(draft, newRule);
  if (what === 'remove-rule') {
    return { draft: { ...draft, rules: draft.rules.filter((rule) => rule.key !== owner) }, focus: undefined };
  }
  if (owner === 'd') {
    const { steps, focus } = editSteps('d', draft.defaultSteps, what, key);
    return { draft: { ...draft, defaultSteps: steps }, focus };
  }
  const rule = draft.rules.find((one) => one.key === owner);
  if (rule === undefined) return { draft, focus: undefined };
  const edited = editRule(rule, what, key);
  const rules = draft.rules.map((one) => (one.key === owner ? edited.rule : one));
  return { draft: { ...draft, rules }, focus: edited.focus };
}

function addRule(draft: RulesDraft, { en, ja }: Texts): RulesEdit {
  const key = nextKey('r', draft.rules);
  const when = 'totalMinor > 0';
  const rule: RuleDraft = {
    key,
    id: `rule-${draft.rules.length + 1}`,
    en,
    ja,
    kinds: [],
    command: '',
    match: 'all',
    parts: [emptyRow('c1')],
    when,
    was: when,
    steps: [emptyStep('s1')],
  };
  return { draft: { ...draft, rules: [...draft.rules, rule] }, focus: `${key}.id` };
}

function editRule(
  rule: RuleDraft,
  what: string,
  key: string,
): { rule: RuleDraft; focus: string | undefined } {
  if (what === 'add-row') {
    const row = emptyRow(nextPartKey('c', rule));
    return { rule: addPart(rule, key, row), focus: `${rule.key}.${row.key}` };
  }
  if (what === 'add-group') {
    const group = emptyGroup(rule, key);
    return { rule: addPart(rule, key, group), focus: `${rule.key}.${group.key}` };
  }
  if (what === 'remove-part') return { rule: removePart(rule, key), focus: `${rule.key}.match` };
  const { steps, focus } = editSteps(rule.key, rule.steps, what, key);
  return { rule: { ...rule, steps }, focus };
}

/** A group means something else than its parts beside it only when it joins them the other way. */
function emptyGroup(rule: RuleDraft, owner: string): GroupDraft {
  const match = matchOf(rule, owner) === 'all' ? 'any' : 'all';
  return { key: nextPartKey('g', rule), match, parts: [emptyRow(nextPartKey('c', rule))] };
}

function editSteps(owner: string, steps: StepDraft[], what: string, key: string) {
  if (what === 'remove-step') return { steps: steps.filter((step) => step.key !== key), focus: undefined };
  if (what !== 'add-step') return { steps, focus: undefined };
  const step = emptyStep(nextKey('s', steps));
  return { steps: [...steps, step], focus: `${owner}.${step.key}` };
}
