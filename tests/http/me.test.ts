import { afterAll, beforeAll, expect, it } from 'vitest';
import { MeSchema } from '../../runtime/src/http/schemas/control.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;

beforeAll(async () => {
  loop = await createHttpLoop();
});
afterAll(() => loop.hub.close());

it('a key learns its organization, its entities and what it may do, and nothing secret', async () => {
  const { id, key } = await loop.key({
    permissions: ['ingest', 'record_payment'],
    entityIds: [loop.organization.jpEntityId],
    expiresAt: '2027-01-31T00:00:00.000Z',
  });
  const response = await loop.call(key, '/v1/me');
  expect(response.status).toBe(200);
  expect(await response.clone().text()).not.toContain(key);
  expect(await readAs(response, MeSchema)).toEqual({
    organization: { id: loop.organization.id, name: 'Test' },
    key: {
      id,
      name: 'Test',
      prefix: key.slice(0, 20),
      permissions: ['ingest', 'record_payment'],
      entityIds: [loop.organization.jpEntityId],
      expiresAt: '2027-01-31T00:00:00.000Z',
    },
  });
});

it('the key of a person shows only what the roles of the person allow too', async () => {
  const { key } = await loop.key({ person: loop.organization.approver, permissions: ['read', 'ingest'] });
  expect((await readAs(loop.call(key, '/v1/me'), MeSchema)).key.permissions).toEqual(['read']);
});

it('an unknown key learns nothing', async () => {
  await expectProblem(await loop.call(`seikyu_live_${'x'.repeat(43)}`, '/v1/me'), 'auth.invalid');
  await expectProblem(await loop.call(undefined, '/v1/me'), 'auth.missing');
});
