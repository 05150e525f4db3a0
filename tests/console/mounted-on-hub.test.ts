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

test('a page that there is not is a page in a browser, in its language, and a problem to a program', async () => {
  const cookie = await site.enter(site.loop.organization.approver);
  const open = (path: string, language: string) =>
    app.request(path, { headers: { cookie, accept: 'text/html', 'accept-language': language } });
  for (const [language, title] of [
    ['en', 'There is nothing here'],
    ['ja', 'ここには何もありません'],
  ] as const) {
    const answer = await open('/no-such/page', language);
    expect(answer.status).toBe(404);
    expect(await expectStrictPage(answer)).toContain(title);
  }
  for (const path of ['/v1/nothing', '/v1/invoices/inv_00000000/nothing']) {
    expect((await open(path, 'en')).headers.get('content-type')).toBe('application/problem+json');
  }
  const wrongMethod = await app.request('/approvals', { method: 'DELETE', headers: { cookie } });
  expect(wrongMethod.status).toBe(405);
});

test('a session opens pages and never the API', async () => {
  const cookie = await site.enter(site.loop.organization.author);
  const token = cookie.split('=')[1] ?? '';
  for (const headers of [{ cookie }, { authorization: `Bearer ${token}` }]) {
    expect((await app.request('/v1/invoices', { headers })).status).toBe(401);
  }
});
