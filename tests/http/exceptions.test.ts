import { afterAll, beforeAll, expect, test } from 'vitest';
import { ExceptionPage, ExceptionSchema } from '../../runtime/src/http/schemas/exceptions.ts';
import { ColleaguesSchema } from '../../runtime/src/http/schemas/people.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'NOBODY-SELLS-THIS' }] });
  await loop.tellOf({ id: '2', lines: [{ id: 'b', sku: 'API-P' }] });
  await loop.hub.drain();
  const issued = (await loop.invoices()).find(({ number }) => number !== null);
  await loop.call(key, `/v1/invoices/${issued?.id}/dispute`, {
    json: { reason: 'wrong hours' },
    idempotencyKey: 'dispute',
  });
});
afterAll(() => loop.hub.close());

const list = async (query = '') => await readAs(loop.call(key, `/v1/exceptions${query}`), ExceptionPage);

test('the queue is narrowed by kind and by legal entity', async () => {
  const { usEntityId, jpEntityId } = loop.organization;
  const kindsOf = async (query: string) => (await list(query)).items.map(({ kind }) => kind).sort();
  expect(await kindsOf('')).toEqual(['dispute', 'stopped_work']);
  expect(await kindsOf('?kind=stopped_work')).toEqual(['stopped_work']);
  expect(await kindsOf(`?entityId=${usEntityId}`)).toEqual(['dispute']);
  expect(await kindsOf(`?entityId=${jpEntityId}`)).toEqual([]);
  const yenOnly = (await loop.key({ entityIds: [jpEntityId] })).key;
  const refused = await loop.call(yenOnly, `/v1/exceptions?entityId=${usEntityId}`);
  await expectProblem(refused, 'auth.entity_not_granted');
});

test('one is read by its id as the list gives it, and assigned to a colleague whom the list of names has', async () => {
  const [first] = (await list('?kind=dispute')).items;
  const path = `/v1/exceptions/${first?.id}`;
  expect(await readAs(loop.call(key, path), ExceptionSchema)).toEqual(first);
  const { data } = await readAs(loop.call(key, '/v1/colleagues'), ColleaguesSchema);
  const colleague = data.find(({ name }) => name === 'Ken');
  const assigned = await loop.call(key, `${path}/assign`, {
    json: { ownerId: colleague?.id ?? null },
    idempotencyKey: 'assign',
  });
  expect(assigned.status).toBe(204);
  await loop.call(key, `${path}/assign`, { json: { note: 'asks sales' }, idempotencyKey: 'note' });
  expect(await readAs(loop.call(key, path), ExceptionSchema)).toMatchObject({
    owner: colleague,
    note: 'asks sales',
  });
});
