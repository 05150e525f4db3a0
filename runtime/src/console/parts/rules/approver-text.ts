import type { RuleStep } from '../../../core/rules/rule-step.ts';
import type { Askable } from '../../../flow/rules/list-askable.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

/** Whom a step asks, in words. */
export function approverText(ui: Ui, asked: Askable, approver: RuleStep['approver']): string {
  const { who } = ui.texts.rules.steps;
  switch (approver.kind) {
    case 'role':
      return who.role(asked.roles.get(approver.role) ?? nameOf(ui.texts.roles, approver.role));
    case 'person':
      return who.person(asked.people.get(approver.personId) ?? approver.personId);
    case 'manager':
      return who.manager;
    case 'group':
      return who.group(asked.groups.get(approver.groupId) ?? approver.groupId);
  }
}

/** A step in words: who, how many of them, in which order, and within what time. */
export function stepText(ui: Ui, asked: Askable, step: RuleStep): string {
  const texts = ui.texts.rules.steps;
  const { mode, slaHours, remindAfterHours, escalateTo } = step;
  return [
    approverText(ui, asked, step.approver),
    mode === 'all' ? texts.all : typeof mode === 'object' ? texts.atLeast(String(mode.atLeast)) : '',
    step.order === 1 ? '' : texts.inOrder(String(step.order)),
    slaHours === undefined ? '' : texts.within(String(slaHours)),
    remindAfterHours === undefined ? '' : texts.remind(String(remindAfterHours)),
    escalateTo === undefined ? '' : texts.escalate(approverText(ui, asked, escalateTo)),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
