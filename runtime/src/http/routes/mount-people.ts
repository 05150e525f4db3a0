import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { changePerson } from '../../flow/people/change-person.ts';
import { listColleagues } from '../../flow/people/list-colleagues.ts';
import { listPeople } from '../../flow/people/list-people.ts';
import { setPersonActive } from '../../flow/people/set-person-active.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { EmptyBody } from '../schemas/invoice.ts';
import { ColleaguesSchema, PeopleSchema, PersonAccessBody } from '../schemas/people.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const list = createRoute({
  method: 'get',
  path: '/v1/people',
  tags: ['Set-up'],
  summary: 'List people',
  description: 'Everybody of the organization by name, with roles and legal entities, the deactivated last.',
  responses: { 200: jsonResponse('Everybody.', PeopleSchema), ...PROBLEM_RESPONSES },
});

const colleagues = createRoute({
  method: 'get',
  path: '/v1/colleagues',
  tags: ['Control'],
  summary: 'List who can look after something',
  description: 'Everybody active, by name: for those who assign an exception.',
  responses: { 200: jsonResponse('Names and ids.', ColleaguesSchema), ...PROBLEM_RESPONSES },
});

const access = createRoute({
  method: 'put',
  path: '/v1/people/{id}/access',
  tags: ['Set-up'],
  summary: 'Change what a person may do',
  description:
    'Sets roles and legal entities and ends the sessions of the person. Nobody changes their own access, and the ' +
    'last administrator stays one.',
  request: {
    params: idParams('person'),
    body: { required: true, content: { 'application/json': { schema: PersonAccessBody } } },
  },
  responses: { 204: { description: 'It counts from the next request on.' }, ...PROBLEM_RESPONSES },
});

const setActive = (verb: 'activate' | 'deactivate', description: string) =>
  createRoute({
    method: 'post',
    path: `/v1/people/{id}/${verb}`,
    tags: ['Set-up'],
    summary: verb === 'activate' ? 'Let a person in again' : 'Deactivate a person',
    description,
    request: {
      params: idParams('person'),
      body: { required: false, content: { 'application/json': { schema: EmptyBody } } },
    },
    responses: { 204: { description: 'It counts from the next request on.' }, ...PROBLEM_RESPONSES },
  });
const activate = setActive('activate', 'Sessions and keys of the person open again what their roles allow.');
const deactivate = setActive(
  'deactivate',
  'Sessions and keys of the person open nothing any more. What they did keeps their name.',
);

/** Mounts the routes of people. */
export function mountPeople(app: OpenAPIHono): void {
  app.openapi(list, async (c) => {
    const people = await listPeople({ ctx: c.get('ctx') });
    const data = people.map((person) => ({
      ...person,
      roles: [...person.roles],
      entityIds: person.entityIds === null ? null : [...person.entityIds],
      signedInAt: person.signedInAt?.toISOString() ?? null,
    }));
    return c.json({ data }, 200);
  });
  app.openapi(colleagues, async (c) => c.json({ data: await listColleagues({ ctx: c.get('ctx') }) }, 200));
  app.openapi(access, async (c) => {
    const input = { personId: c.req.valid('param').id, ...c.req.valid('json') };
    await changePerson({ ctx: c.get('ctx'), input });
    return c.body(null, 204);
  });
  app.openapi(activate, async (c) => {
    await setPersonActive({
      ctx: c.get('ctx'),
      input: { personId: c.req.valid('param').id, isActive: true },
    });
    return c.body(null, 204);
  });
  app.openapi(deactivate, async (c) => {
    await setPersonActive({
      ctx: c.get('ctx'),
      input: { personId: c.req.valid('param').id, isActive: false },
    });
    return c.body(null, 204);
  });
}
