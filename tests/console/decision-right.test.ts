import { expect, test } from 'vitest';
import { decisionRight } from '../../runtime/src/console/read/decision-right.ts';
import type { Actor } from '../../runtime/src/core/actor.ts';
import { permissionsOfRoles } from '../../runtime/src/core/permissions.ts';

const person = (id: string): Actor => ({ kind: 'person', id, name: id });

const rightOf = (input: { roles: string[]; viewer: Actor; requestedBy: Actor }) =>
  decisionRight(
    { actor: input.viewer, roles: input.roles, permissions: new Set(permissionsOfRoles(input.roles)) },
    { role: 'finance_approver', requestedBy: input.requestedBy },
  );

test('the form is offered to another person of the role that is asked', () => {
  expect(rightOf({ roles: ['finance_approver'], viewer: person('b'), requestedBy: person('a') })).toBe('may');
});

test('nobody is offered the decision on their own, whatever their roles', () => {
  expect(rightOf({ roles: ['finance_approver'], viewer: person('a'), requestedBy: person('a') })).toBe('own');
});

test('an actor of another kind with the same id is somebody else', () => {
  const machine: Actor = { kind: 'api_key', id: 'a', name: 'key' };
  expect(rightOf({ roles: ['finance_approver'], viewer: person('a'), requestedBy: machine })).toBe('may');
});

test('another role, or none that approves, is told why there is no form', () => {
  const request = { viewer: person('b'), requestedBy: person('a') };
  expect(rightOf({ roles: ['finance'], ...request })).toBe('other_role');
  expect(rightOf({ roles: ['viewer'], ...request })).toBe('no_permission');
});
