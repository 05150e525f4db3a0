import type { LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import { createHttpClient } from '../../../runtime/src/adapters/outbound/create-http-client.ts';
import {
  createGuardedLookup,
  type ResolveHost,
} from '../../../runtime/src/adapters/outbound/guarded-lookup.ts';

const PUBLIC: LookupAddress = { address: '93.184.215.14', family: 4 };
const PRIVATE: LookupAddress = { address: '127.0.0.1', family: 4 };

type Looked = { error: Error | null; found: unknown };

const look = (resolve: ResolveHost, all: boolean): Promise<Looked> =>
  new Promise((done) =>
    createGuardedLookup(resolve)('name.test', { all }, (error, found) => done({ error, found })),
  );

test('the addresses that were checked are the ones handed to the socket', async () => {
  expect(await look(async () => [PUBLIC], true)).toEqual({ error: null, found: [PUBLIC] });
  expect(await look(async () => [PUBLIC], false)).toEqual({ error: null, found: PUBLIC.address });
});

test.each([
  ['a private address', [PRIVATE]],
  ['a private address among public ones', [PUBLIC, PRIVATE]],
  ['a mapped private address', [{ address: '::ffff:10.0.0.1', family: 6 }]],
  ['no address', []],
])('a name with %s is refused', async (_case, addresses) => {
  const { error } = await look(async () => addresses, true);
  expect(error).toMatchObject({ code: 'outbound.address_refused' });
});

test('a name that turns private after it was public once is refused at the next connection', async () => {
  let calls = 0;
  const rebinding: ResolveHost = async () => (calls++ === 0 ? [PUBLIC] : [PRIVATE]);
  expect((await look(rebinding, true)).error).toBeNull();
  expect((await look(rebinding, true)).error).toMatchObject({ code: 'outbound.address_refused' });
});

test('one connection resolves its name once, so there is no second answer to rebind to', async () => {
  let calls = 0;
  const client = createHttpClient({
    openedOrigins: [],
    resolve: async () => {
      calls += 1;
      return [PRIVATE];
    },
  });
  const call = client.send({ method: 'GET', url: 'https://rebind.example.com/', headers: {} });
  await expect(call).rejects.toMatchObject({ code: 'outbound.address_refused' });
  expect(calls).toBe(1);
  client.close();
});

test('a name that does not resolve is target.unavailable, and nothing was sent', async () => {
  const notFound = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  const client = createHttpClient({ openedOrigins: [], resolve: () => Promise.reject(notFound) });
  const call = client.send({ method: 'GET', url: 'https://nowhere.example.com/', headers: {} });
  await expect(call).rejects.toMatchObject({ code: 'target.unavailable', context: { outcome: 'not_sent' } });
  client.close();
});

test('a connection that does not come about in its time is target.timeout, and nothing was sent', async () => {
  const client = createHttpClient({
    openedOrigins: [],
    connectTimeoutMs: 20,
    resolve: () => new Promise(() => undefined),
  });
  const call = client.send({ method: 'GET', url: 'https://silent.example.com/', headers: {} });
  await expect(call).rejects.toMatchObject({
    code: 'target.timeout',
    context: { outcome: 'not_sent', afterMs: 20 },
  });
  client.close();
});
