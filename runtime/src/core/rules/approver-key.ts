import { assertNever } from '../assert.ts';
import type { RuleStep } from './rule-step.ts';

/** A text that two approvers have in common exactly when they are the same. */
export function approverKey(approver: RuleStep['approver']): string {
  switch (approver.kind) {
    case 'role':
      return `role ${approver.role}`;
    case 'person':
      return `person ${approver.personId}`;
    case 'group':
      return `group ${approver.groupId}`;
    case 'manager':
      return 'manager';
    default:
      return assertNever(approver);
  }
}
