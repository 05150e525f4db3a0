import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PERMISSIONS } from '../../../runtime/src/core/permissions.ts';
import { openSession } from '../../../runtime/src/flow/auth/open-session.ts';
import { resolveApiKey } from '../../../runtime/src/flow/auth/resolve-api-key.ts';
import { resolveSession } from '../../../runtime/src/flow/auth/resolve-session.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { changePerson } from '../../../runtime/src/flow/people/change-person.ts';
import { changeRole } from '../../../runtime/src/flow/roles/change-role.ts';
import { createRole } from '../../../runtime/src/flow/roles/create-role.ts';
import { deleteRole } from '../../../runtime/src/flow/roles/delete-role.ts';
import { listRoles } from '../../../runtime/src/flow/roles/list-roles.ts';
import { RoleInput } from '../../../runtime/src/flow/roles/role-input.ts';
import { createApiKey } from '../../../runtime/src/flow/setup/create-api-key.ts';
import { createPerson } from '../../../runtime/src/flow/setup/create-person.ts';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';
import { type SeededOrganization, seedOrganization } from '../../support/seed-organization.ts';

let hub: TestHub;
let organization: SeededOrganization;
let admin: Ctx;
beforeAll(async () => {
  hub = await createTestHub();
  organization = await seedOrganization(hub);
  admin = organization.author;
});
afterAll(() => hub.close());

let count = 0;
const roleOf = (permissions: RoleInput['permissions']): Promise<string> =>
  createRole({ ctx: admin, input: { name: `Role ${count++}`, permissions } });

const personOf = (roles: string[]): Promise<string> =>
  hub.database.inOrganization(organization.id, (tx) =>
    createPerson(tx, admin, { name: 'Mei', email: `mei-${count++}@example.com`, roles }),
  );

const sessionOf = (personId: string): Promise<string> =>
  openSession(hub.deps, { organizationId: organization.id, personId });

const permissionsBehind = async (token: string): Promise<string[] | undefined> => {
  const ctx = await resolveSession(hub.deps, token, 'req_test');
  return ctx === undefined ? undefined : [...ctx.permissions];
};

test('a person has what their ready and own roles give together, in a session and with a key of theirs', async () => {
  const personId = await personOf(['viewer', await roleOf(['issue', 'send'])]);
  expect(await permissionsBehind(await sessionOf(personId))).toEqual(['read', 'issue', 'send']);
  const { key } = await hub.database.inOrganization(organization.id, (tx) =>
    createApiKey(tx, admin, { name: 'own', personId, permissions: ['send', 'void'] }),
  );
  const { ctx } = await resolveApiKey(hub.deps, { key, requestId: 'req_test', allowLookup: () => undefined });
  expect([...ctx.permissions]).toEqual(['send']);
});

test('a change of a role ends the sessions of its people, and a key of theirs has it from the next request on', async () => {
  const roleId = await roleOf(['read', 'issue']);
  const personId = await personOf([roleId]);
  const token = await sessionOf(personId);
  const { key } = await hub.database.inOrganization(organization.id, (tx) =>
    createApiKey(tx, admin, { name: 'own', personId, permissions: ['read', 'issue'] }),
  );
  await changeRole({ ctx: admin, input: { roleId, name: `Less ${roleId}`, permissions: ['read'] } });
  expect(await permissionsBehind(token)).toBeUndefined();
  const { ctx } = await resolveApiKey(hub.deps, { key, requestId: 'req_test', allowLookup: () => undefined });
  expect([...ctx.permissions]).toEqual(['read']);
});

test('no own role makes an administrator, not even one that was written past the hub', async () => {
  expect(RoleInput.safeParse({ name: 'Super', permissions: ['admin'] }).success).toBe(false);
  const insert = hub.database.owner`insert into roles values (${organization.id}, 'rol_000000001', 'Super',
    ${['read', 'admin']}, now(), now())`;
  await expect(insert).rejects.toThrow(/roles_permissions_check/);
});

test.each(['viewer', 'Admin', 'FINANCE', '', ' ', 'x'.repeat(61)])('no own role is called "%s"', (name) => {
  expect(RoleInput.safeParse({ name, permissions: ['read'] }).success).toBe(false);
});

test('two roles never have the same name, whatever the case of its letters', async () => {
  await createRole({ ctx: admin, input: { name: 'Treasury', permissions: ['read'] } });
  const again = { name: 'TREASURY', permissions: ['read' as const] };
  await expect(createRole({ ctx: admin, input: again })).rejects.toMatchObject({ code: 'roles.name_taken' });
  const other = await roleOf(['read']);
  await expect(changeRole({ ctx: admin, input: { roleId: other, ...again } })).rejects.toMatchObject({
    code: 'roles.name_taken',
  });
});

test('a role that does not exist is given to nobody', async () => {
  await expect(personOf(['rol_nobody0'])).rejects.toMatchObject({ code: 'request.invalid' });
  const personId = await personOf(['viewer']);
  const input = { personId, roles: ['viewer', 'rol_nobody0'], entityIds: null };
  await expect(changePerson({ ctx: admin, input })).rejects.toMatchObject({
    errors: [expect.objectContaining({ pointer: '/roles/1', code: 'role.unknown' })],
  });
});

describe('a role is deleted', () => {
  test('when nobody holds it, and what it gave is in the audit log', async () => {
    const roleId = await roleOf(['read', 'void']);
    await deleteRole({ ctx: admin, input: { roleId } });
    expect((await listRoles({ ctx: admin })).some(({ id }) => id === roleId)).toBe(false);
    const [entry] = await hub.database.owner`select before from audit_entries
      where object_id = ${roleId} and action = 'role.delete'`;
    expect(entry?.['before']).toMatchObject({ permissions: ['read', 'void'] });
  });

  test('neither while somebody holds it nor while a rule asks it', async () => {
    const held = await roleOf(['read']);
    await personOf([held]);
    await expect(deleteRole({ ctx: admin, input: { roleId: held } })).rejects.toMatchObject({
      code: 'roles.in_use',
    });
    const asked = await roleOf(['approve']);
    const definition = { rules: [{ step: { role: asked } }] };
    await hub.database.owner`insert into rule_sets
      (organization_id, id, entity_id, version, definition, content_hash, status, created_at)
      values (${organization.id}, 'rul_asked', ${organization.usEntityId}, 999,
        (${JSON.stringify(definition)}::text)::jsonb, 'x', 'draft', now())`;
    await expect(deleteRole({ ctx: admin, input: { roleId: asked } })).rejects.toMatchObject({
      code: 'roles.in_use',
    });
  });
});

test('nobody changes or deletes a role that they hold', async () => {
  const roleId = await roleOf(['read']);
  const holder = { ...admin, roles: [...admin.roles, roleId] };
  const input = {
    roleId,
    name: 'Mine',
    permissions: [...PERMISSIONS.slice(0, 3)] as RoleInput['permissions'],
  };
  for (const attempt of [
    () => changeRole({ ctx: holder, input }),
    () => deleteRole({ ctx: holder, input: { roleId } }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'people.own_access' });
  }
});

test('only an administrator of every legal entity changes roles, since they count in all of them', async () => {
  const limited = { ...admin, entityIds: [organization.usEntityId] };
  const input = { name: 'Limited', permissions: ['read' as const] };
  await expect(createRole({ ctx: limited, input })).rejects.toMatchObject({
    code: 'auth.entity_not_granted',
  });
  await expect(createRole({ ctx: organization.approver, input })).rejects.toMatchObject({
    code: 'auth.scope_missing',
  });
});
