import { afterAll, beforeAll, expect, test } from 'vitest';
import { mountConsole } from '../../runtime/src/console/mount-console.ts';
import { createInboxWriter } from '../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { createApp } from '../../runtime/src/http/create-app.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';

let site: TestConsole;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  site = await createConsole();
  const { deps } = site.loop.hub;
  app = createApp({ deps, inbox: createInboxWriter(deps), isReady: async () => true });
  mountConsole(app, deps);
});

afterAll(() => site.loop.hub.close());

test('on the hub the pages keep their own policy, and the API keeps its own answers', async () => {
  const cookie = await site.enter(site.loop.organization.approver);
  expect((await app.request('/', { headers: { cookie } })).status).toBe(200);
  await expectStrictPage(await app.request('/', { headers: { cookie } }));
  await expectStrictPage(await app.request('/'));
  await expectStrictPage(await app.request('/invoices/inv_00000000', { headers: { cookie } }));
  const api = await app.request('/v1/invoices', { headers: { cookie } });
  expect([api.status, api.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
  const unknown = await app.request('/no-such-page', { headers: { cookie } });
  expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
});

test('a session opens pages and never the API', async () => {
  const cookie = await site.enter(site.loop.organization.author);
  const token = cookie.split('=')[1] ?? '';
  for (const headers of [{ cookie }, { authorization: `Bearer ${token}` }]) {
    expect((await app.request('/v1/invoices', { headers })).status).toBe(401);
  }
});
