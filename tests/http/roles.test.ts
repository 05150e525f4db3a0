import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';

let loop: HttpLoop;
let key: string;
beforeAll(async () => {
  loop = await createHttpLoop();
  ({ key } = await loop.key());
});
afterAll(() => loop.hub.close());

const bodyOf = async (path: string): Promise<{ data: Record<string, unknown>[] }> =>
  (await (await loop.call(key, path)).json()) as { data: Record<string, unknown>[] };

test('an own role is made, given, shown with its people, changed and deleted over HTTP', async () => {
  const made = await loop.call(key, '/v1/roles', {
    json: { name: 'Accounts receivable', permissions: ['collections', 'read'] },
    idempotencyKey: 'make',
  });
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  const personId = loop.organization.approver.actor.id;
  const person = (await bodyOf('/v1/people')).data.find((row) => row['id'] === personId);
  const before = person?.['roles'] as string[];
  const give = await loop.call(key, `/v1/people/${personId}/access`, {
    method: 'PUT',
    json: { roles: [...before, id], entityIds: null },
  });
  expect(give.status).toBe(204);
  const find = async () => (await bodyOf('/v1/roles')).data.find((role) => role['id'] === id);
  expect(await find()).toEqual({
    id,
    name: 'Accounts receivable',
    kind: 'own',
    permissions: ['read', 'collections'],
    peopleCount: 1,
  });
  const refused = await loop.call(key, `/v1/roles/${id}`, { method: 'DELETE' });
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([409, 'roles.in_use']);
  const change = { name: 'Receivables', permissions: ['read', 'dispute'] };
  expect((await loop.call(key, `/v1/roles/${id}`, { method: 'PUT', json: change })).status).toBe(204);
  expect(await find()).toMatchObject(change);
  await loop.call(key, `/v1/people/${personId}/access`, {
    method: 'PUT',
    json: { roles: before, entityIds: null },
  });
  expect((await loop.call(key, `/v1/roles/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect(await find()).toBeUndefined();
});

test('a person who is deactivated over HTTP is shut out with their keys, and let in again', async () => {
  const personId = loop.organization.approver.actor.id;
  const theirs = (await loop.key({ person: loop.organization.approver, permissions: ['read'] })).key;
  const act = (verb: string) =>
    loop.call(key, `/v1/people/${personId}/${verb}`, { json: {}, idempotencyKey: verb });
  expect((await act('deactivate')).status).toBe(204);
  expect((await loop.call(theirs, '/v1/invoices')).status).toBe(401);
  expect((await act('activate')).status).toBe(204);
  expect((await loop.call(theirs, '/v1/invoices')).status).toBe(200);
});

test.each([
  [{ name: 'Boss', permissions: ['admin'] }, '/permissions/0'],
  [{ name: 'Boss', permissions: [] }, '/permissions'],
  [{ name: 'finance', permissions: ['read'] }, '/name'],
])('a role %j is refused with the place', async (json, pointer) => {
  const answer = await loop.call(key, '/v1/roles', { json, idempotencyKey: `refused-${pointer}` });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ errors: [expect.objectContaining({ pointer })] });
});
