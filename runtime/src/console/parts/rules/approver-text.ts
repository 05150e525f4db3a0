import type { RuleStep } from '../../../core/rules/rule-step.ts';
import type { PeopleNames } from '../../read/rules/load-rules-page.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

/** Whom a step asks, in words. */
export function approverText(ui: Ui, people: PeopleNames, approver: RuleStep['approver']): string {
  const { who } = ui.texts.rules.steps;
  switch (approver.kind) {
    case 'role':
      return who.role(nameOf(ui.texts.roles, approver.role));
    case 'person':
      return who.person(people.get(approver.personId) ?? approver.personId);
    case 'manager':
      return who.manager;
    case 'group':
      return who.group(approver.groupId);
  }
}

/** A step in words: who, how many of them, in which order, and within what time. */
export function stepText(ui: Ui, people: PeopleNames, step: RuleStep): string {
  const texts = ui.texts.rules.steps;
  const { mode, slaHours, remindAfterHours, escalateTo } = step;
  return [
    approverText(ui, people, step.approver),
    mode === 'all' ? texts.all : typeof mode === 'object' ? texts.atLeast(String(mode.atLeast)) : '',
    step.order === 1 ? '' : texts.inOrder(String(step.order)),
    slaHours === undefined ? '' : texts.within(String(slaHours)),
    remindAfterHours === undefined ? '' : texts.remind(String(remindAfterHours)),
    escalateTo === undefined ? '' : texts.escalate(approverText(ui, people, escalateTo)),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
