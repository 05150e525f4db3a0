import { expect, test } from 'vitest';
import { decisionRight } from '../../runtime/src/console/read/decision-right.ts';
import type { Actor } from '../../runtime/src/core/actor.ts';
import { permissionsOfRoles } from '../../runtime/src/core/permissions.ts';

const person = (id: string): Actor => ({ kind: 'person', id, name: id });
const hub: Actor = { kind: 'system', id: 'hub', name: 'Seikyu' };

type Case = { roles?: string[]; viewer: Actor; requestedBy?: Actor; events?: [string, Actor][] };

const rightOf = ({ roles = ['finance_approver'], viewer, requestedBy = hub, events = [] }: Case) =>
  decisionRight({
    viewer: { actor: viewer, roles, permissions: new Set(permissionsOfRoles(roles, [])) },
    request: { role: 'finance_approver', requestedBy },
    timeline: events.map(([type, actor]) => ({ type, actor })),
  });

test('the form is offered to another person of the role that is asked', () => {
  const events: [string, Actor][] = [['invoice.created', person('a')]];
  expect(rightOf({ viewer: person('b'), requestedBy: person('a'), events })).toBe('may');
});

test('nobody is offered the decision on what they wrote, wrote again or asked for', () => {
  expect(rightOf({ viewer: person('a'), requestedBy: person('a') })).toBe('own');
  expect(rightOf({ viewer: person('a'), events: [['invoice.created', person('a')]] })).toBe('own');
  expect(rightOf({ viewer: person('a'), events: [['invoice.regenerated', person('a')]] })).toBe('own');
});

test('who only rejected it before may decide again', () => {
  expect(rightOf({ viewer: person('a'), events: [['invoice.rejected', person('a')]] })).toBe('may');
});

test('an actor of another kind with the same id is somebody else', () => {
  expect(rightOf({ viewer: person('a'), requestedBy: { kind: 'api_key', id: 'a', name: 'key' } })).toBe(
    'may',
  );
});

test('another role, or none that approves, is told why there is no form', () => {
  expect(rightOf({ roles: ['finance'], viewer: person('b') })).toBe('other_role');
  expect(rightOf({ roles: ['viewer'], viewer: person('b') })).toBe('no_permission');
});
