import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { createDelegation } from '../../../runtime/src/flow/delegations/create-delegation.ts';
import { saveGroup } from '../../../runtime/src/flow/groups/save-group.ts';
import { changePerson } from '../../../runtime/src/flow/people/change-person.ts';
import { setManager } from '../../../runtime/src/flow/people/set-manager.ts';
import { setPersonActive } from '../../../runtime/src/flow/people/set-person-active.ts';
import { changeRole } from '../../../runtime/src/flow/roles/change-role.ts';
import { createRole } from '../../../runtime/src/flow/roles/create-role.ts';
import { rotateApiKey } from '../../../runtime/src/flow/setup/rotate-api-key.ts';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';
import { actWithKey, machineOf } from '../../support/machine-of.ts';
import { type SeededOrganization, seedOrganization } from '../../support/seed-organization.ts';

let hub: TestHub;
let organization: SeededOrganization;
/** Aiko, an administrator; Ken, who is none. */
let aiko: Ctx;
let kenId: string;
let roleOfAiko: string;
/** In whose hands every attempt below is hers: herself, and machines that she made, also by way of another one. */
const hands = new Map<string, Ctx>();

beforeAll(async () => {
  hub = await createTestHub();
  organization = await seedOrganization(hub);
  aiko = organization.author;
  kenId = organization.approver.actor.id;
  roleOfAiko = await createRole({ ctx: aiko, input: { name: 'Desk', permissions: ['read'] } });
  await changePerson({
    ctx: hub.system(organization.id),
    input: { personId: aiko.actor.id, roles: [...aiko.roles, roleOfAiko], entityIds: null },
  });
  const first = await machineOf(aiko, ['read', 'admin']);
  hands.set('herself', aiko);
  hands.set('a key that she made', first.ctx);
  hands.set('a key that her key made', (await machineOf(first.ctx, ['read', 'admin'])).ctx);
  const rotated = await rotateApiKey({ ctx: aiko, input: { keyId: first.keyId } });
  hands.set('a key that she rotated', await actWithKey(aiko, rotated.key));
});
afterAll(() => hub.close());

const days = { startsOn: '2026-11-01', endsOn: '2026-11-30', reason: '' };
let groups = 0;
const ATTEMPTS: Record<string, (ctx: Ctx) => Promise<unknown>> = {
  'changes her roles': (ctx) =>
    changePerson({ ctx, input: { personId: aiko.actor.id, roles: ['finance'], entityIds: null } }),
  'shuts her out': (ctx) => setPersonActive({ ctx, input: { personId: aiko.actor.id, isActive: false } }),
  'chooses her manager': (ctx) => setManager({ ctx, input: { personId: aiko.actor.id, managerId: kenId } }),
  'makes her a manager': (ctx) => setManager({ ctx, input: { personId: kenId, managerId: aiko.actor.id } }),
  'takes the place of a colleague': (ctx) =>
    createDelegation({ ctx, input: { ...days, fromPersonId: kenId, toPersonId: aiko.actor.id } }),
  'puts her into a group': (ctx) =>
    saveGroup({ ctx, input: { name: `Committee ${groups++}`, personIds: [kenId, aiko.actor.id] } }),
  'changes a role that she holds': (ctx) =>
    changeRole({ ctx, input: { roleId: roleOfAiko, name: 'Desk', permissions: ['read', 'audit'] } }),
};

describe.each(Object.keys(ATTEMPTS))('nobody %s', (attempt) => {
  test.each(['herself', 'a key that she made', 'a key that her key made', 'a key that she rotated'])(
    'by %s',
    async (hand) => {
      // A role can be changed only by whoever may do what it gives.
      const ctx = hands.get(hand) ?? aiko;
      const permissions = new Set([...ctx.permissions, 'audit' as const]);
      const tried = ATTEMPTS[attempt]?.({ ...ctx, permissions });
      await expect(tried).rejects.toMatchObject({ code: 'people.own_access' });
    },
  );
});

test('an administrator does all of it for others, in person and by a key', async () => {
  for (const ctx of hands.values()) {
    await saveGroup({ ctx, input: { name: `Others ${groups++}`, personIds: [kenId] } });
    await setManager({ ctx, input: { personId: kenId, managerId: null } });
  }
});

test('whoever is in a group may stay in it, and is taken out by themselves', async () => {
  const hubItself = hub.system(organization.id);
  const input = { name: 'Board', personIds: [aiko.actor.id, kenId] };
  const groupId = await saveGroup({ ctx: hubItself, input });
  await saveGroup({ ctx: aiko, input: { ...input, groupId, name: 'The board' } });
  await saveGroup({ ctx: aiko, input: { groupId, name: 'The board', personIds: [kenId] } });
});

test('an administrator of some legal entities changes no group, and no manager of somebody in others', async () => {
  const limited = { ...aiko, entityIds: [organization.usEntityId] };
  for (const attempt of [
    () => saveGroup({ ctx: limited, input: { name: 'Everywhere', personIds: [] } }),
    () => setManager({ ctx: limited, input: { personId: kenId, managerId: null } }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'auth.entity_not_granted' });
  }
});

test('a manager is somebody who is there', async () => {
  const hubItself = hub.system(organization.id);
  await setPersonActive({ ctx: hubItself, input: { personId: kenId, isActive: false } });
  const tried = setManager({ ctx: hubItself, input: { personId: aiko.actor.id, managerId: kenId } });
  await expect(tried).rejects.toMatchObject({
    errors: [expect.objectContaining({ pointer: '/managerId', code: 'person.unknown' })],
  });
});
