import { z } from '@hono/zod-openapi';
import { PersonAccess } from '../../flow/people/person-access.ts';
import { RoleInput } from '../../flow/roles/role-input.ts';
import { Instant } from './common.ts';

/** A person as administrators see them. */
const PersonSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    roles: z.array(z.string()).openapi({ description: 'Names of ready roles, and ids of own ones.' }),
    entityIds: z.array(z.string()).nullable().openapi({ description: 'Null grants every legal entity.' }),
    managerId: z.string().nullable(),
    state: z.enum(['active', 'entry_link', 'invited', 'deactivated']),
    signedInAt: Instant.nullable().openapi({ description: 'Begin of the latest session that counts.' }),
  })
  .openapi('Person');
export const PeopleSchema = z.object({ data: z.array(PersonSchema) }).openapi('People');

/** Everybody active, by name and id alone. */
export const ColleaguesSchema = z
  .object({ data: z.array(z.object({ id: z.string(), name: z.string() })) })
  .openapi('Colleagues');

/** What a person may do from now on. */
export const PersonAccessBody = z.strictObject(PersonAccess.shape).openapi('PersonAccessBody', {
  example: { roles: ['biller'], entityIds: null },
});

/** A role: a ready one, or one of the organization's own. */
const RoleSchema = z
  .object({
    id: z.string().openapi({ description: 'The name of a ready role, or the id of an own one.' }),
    name: z.string(),
    kind: z.enum(['ready', 'own']),
    permissions: z.array(z.string()),
    peopleCount: z.int().openapi({ description: 'Active people who hold it.' }),
  })
  .openapi('Role');
export const RolesSchema = z.object({ data: z.array(RoleSchema) }).openapi('Roles');

/** A role that is to be. */
export const RoleBody = z.strictObject(RoleInput.shape).openapi('RoleBody', {
  example: { name: 'Accounts receivable', permissions: ['read', 'record_payment', 'collections'] },
});
