import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { changeRole } from '../../flow/roles/change-role.ts';
import { createRole } from '../../flow/roles/create-role.ts';
import { deleteRole } from '../../flow/roles/delete-role.ts';
import { listRoles } from '../../flow/roles/list-roles.ts';
import { CreatedSchema, idParams, jsonResponse } from '../schemas/common.ts';
import { RoleBody, RolesSchema } from '../schemas/people.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const list = createRoute({
  method: 'get',
  path: '/v1/roles',
  tags: ['Set-up'],
  summary: 'List roles',
  description: 'The ready roles and the own ones, each with what it gives and how many people hold it.',
  responses: { 200: jsonResponse('Every role.', RolesSchema), ...PROBLEM_RESPONSES },
});

const create = createRoute({
  method: 'post',
  path: '/v1/roles',
  tags: ['Set-up'],
  summary: 'Create a role',
  description: 'Adds an own role. It never gives `admin`: that is the ready role of administrators alone.',
  request: { body: { required: true, content: { 'application/json': { schema: RoleBody } } } },
  responses: { 201: jsonResponse('The role.', CreatedSchema), ...PROBLEM_RESPONSES },
});

const change = createRoute({
  method: 'put',
  path: '/v1/roles/{id}',
  tags: ['Set-up'],
  summary: 'Change a role',
  description: 'Sets name and permissions of an own role and ends the sessions of everybody who holds it.',
  request: {
    params: idParams('role'),
    body: { required: true, content: { 'application/json': { schema: RoleBody } } },
  },
  responses: { 204: { description: 'It counts from the next request on.' }, ...PROBLEM_RESPONSES },
});

const remove = createRoute({
  method: 'delete',
  path: '/v1/roles/{id}',
  tags: ['Set-up'],
  summary: 'Delete a role',
  description: 'Deletes an own role that nobody holds and no rule asks.',
  request: { params: idParams('role') },
  responses: { 204: { description: 'The role is gone.' }, ...PROBLEM_RESPONSES },
});

/** Mounts the routes of roles. */
export function mountRoles(app: OpenAPIHono): void {
  app.openapi(list, async (c) => c.json({ data: await listRoles({ ctx: c.get('ctx') }) }, 200));
  app.openapi(create, async (c) => {
    const id = await createRole({ ctx: c.get('ctx'), input: c.req.valid('json') });
    return c.json({ id }, 201);
  });
  app.openapi(change, async (c) => {
    const input = { roleId: c.req.valid('param').id, ...c.req.valid('json') };
    await changeRole({ ctx: c.get('ctx'), input });
    return c.body(null, 204);
  });
  app.openapi(remove, async (c) => {
    await deleteRole({ ctx: c.get('ctx'), input: { roleId: c.req.valid('param').id } });
    return c.body(null, 204);
  });
}
