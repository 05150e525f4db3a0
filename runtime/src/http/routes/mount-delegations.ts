import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { createDelegation } from '../../flow/delegations/create-delegation.ts';
import { listDelegations } from '../../flow/delegations/list-delegations.ts';
import { revokeDelegation } from '../../flow/delegations/revoke-delegation.ts';
import { listGroups } from '../../flow/groups/list-groups.ts';
import { saveGroup } from '../../flow/groups/save-group.ts';
import { CreatedSchema, idParams, jsonResponse } from '../schemas/common.ts';
import { DelegationBody, DelegationsSchema, GroupBody, GroupsSchema } from '../schemas/delegations.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const tags = ['Control'];
const bodyOf = <Schema>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
});

const list = createRoute({
  method: 'get',
  path: '/v1/delegations',
  tags,
  summary: 'List delegations',
  description: 'Who decides in whose place, newest first, past and revoked ones included.',
  responses: { 200: jsonResponse('Every delegation.', DelegationsSchema), ...PROBLEM_RESPONSES },
});

const create = createRoute({
  method: 'post',
  path: '/v1/delegations',
  tags,
  summary: 'Delegate approvals',
  description:
    'Has another person decide from one day to another, both included and counted in the time zone of the legal entity ' +
    'whose invoice it is. What an author may not approve, their delegate does not approve in their place either.',
  request: { body: bodyOf(DelegationBody) },
  responses: { 201: jsonResponse('The delegation.', CreatedSchema), ...PROBLEM_RESPONSES },
});

const revoke = createRoute({
  method: 'delete',
  path: '/v1/delegations/{id}',
  tags,
  summary: 'End a delegation',
  description: 'Ends it now; what was decided under it stays.',
  request: { params: idParams('delegation') },
  responses: { 204: { description: 'It is ended.' }, ...PROBLEM_RESPONSES },
});

const groupList = createRoute({
  method: 'get',
  path: '/v1/groups',
  tags,
  summary: 'List groups',
  description: 'The groups that approval steps can ask, with their people.',
  responses: { 200: jsonResponse('Every group.', GroupsSchema), ...PROBLEM_RESPONSES },
});

const groupCreate = createRoute({
  method: 'post',
  path: '/v1/groups',
  tags,
  summary: 'Create a group',
  description: 'Adds a group of people.',
  request: { body: bodyOf(GroupBody) },
  responses: { 201: jsonResponse('The group.', CreatedSchema), ...PROBLEM_RESPONSES },
});

const groupChange = createRoute({
  method: 'put',
  path: '/v1/groups/{id}',
  tags,
  summary: 'Change a group',
  description: 'Sets its name and its people. Open requests ask its people of now.',
  request: { params: idParams('group'), body: bodyOf(GroupBody) },
  responses: { 204: { description: 'It counts from now on.' }, ...PROBLEM_RESPONSES },
});

/** Mounts the routes of delegations and groups. */
export function mountDelegations(app: OpenAPIHono): void {
  app.openapi(list, async (c) => {
    const rows = await listDelegations({ ctx: c.get('ctx') });
    const data = rows.map((row) => ({ ...row, revokedAt: row.revokedAt?.toISOString() ?? null }));
    return c.json({ data }, 200);
  });
  app.openapi(create, async (c) => {
    const id = await createDelegation({ ctx: c.get('ctx'), input: c.req.valid('json') });
    return c.json({ id }, 201);
  });
  app.openapi(revoke, async (c) => {
    await revokeDelegation({ ctx: c.get('ctx'), input: { delegationId: c.req.valid('param').id } });
    return c.body(null, 204);
  });
  app.openapi(groupList, async (c) => c.json({ data: await listGroups({ ctx: c.get('ctx') }) }, 200));
  app.openapi(groupCreate, async (c) => {
    const id = await saveGroup({ ctx: c.get('ctx'), input: c.req.valid('json') });
    return c.json({ id }, 201);
  });
  app.openapi(groupChange, async (c) => {
    const input = { groupId: c.req.valid('param').id, ...c.req.valid('json') };
    await saveGroup({ ctx: c.get('ctx'), input });
    return c.body(null, 204);
  });
}
