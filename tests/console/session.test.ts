import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConsole, OWN_ORIGIN, type TestConsole } from './support/create-console.ts';

let site: TestConsole;

beforeAll(async () => {
  site = await createConsole();
});

afterAll(() => site.loop.hub.close());

const PAGES = ['/', '/exceptions', '/invoices/inv_00000000', '/invoices/inv_00000000/document.pdf'];

test('an entry link opens a session that scripts, other sites and plain http never get', async () => {
  const answer = await site.get(await site.entryPath(site.loop.organization.approver));
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/');
  const attributes = (answer.headers.get('set-cookie') ?? '').split('; ');
  expect(attributes[0]).toMatch(/^seikyu_session=[A-Za-z0-9_-]{32}$/);
  expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/']));
});

test('an entry link that nobody made opens nothing and says where to take a new one', async () => {
  const answer = await site.get(`/enter/${'x'.repeat(32)}`);
  expect(answer.status).toBe(401);
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(await answer.text()).toContain('Take a new one from the terminal');
});

test.each(PAGES)('%s without a session says how to come in', async (path) => {
  const answer = await site.get(path);
  expect(answer.status).toBe(401);
  expect(await answer.text()).toContain('You are not signed in');
});

test('a session ends after seven days, in the link as in the cookie', async () => {
  const { clock } = site.loop.hub;
  const path = await site.entryPath(site.loop.organization.approver);
  const cookie = await site.enter(site.loop.organization.approver);
  expect((await site.get('/', { cookie })).status).toBe(200);
  clock.advance(7 * 86_400_000 + 1);
  expect((await site.get('/', { cookie })).status).toBe(401);
  expect((await site.get(path)).status).toBe(401);
});

test('leaving ends the session for every browser that holds its token', async () => {
  const cookie = await site.enter(site.loop.organization.approver);
  const other = await site.enter(site.loop.organization.approver);
  const answer = await site.post('/leave', {}, { cookie });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('set-cookie')).toMatch(/^seikyu_session=; Max-Age=0/);
  expect((await site.get('/', { cookie })).status).toBe(401);
  expect((await site.get('/', { cookie: other })).status).toBe(200);
});

const FOREIGN: Record<string, Record<string, string>> = {
  'a foreign Origin': { origin: 'https://evil.example' },
  'an Origin that only begins like ours': { origin: `${OWN_ORIGIN}.evil.example` },
  'the Origin null': { origin: 'null' },
  'no Origin': {},
};

test.each(Object.entries(FOREIGN))(
  'every write with %s is refused and changes nothing',
  async (_name, headers) => {
    const cookie = await site.enter(site.loop.organization.approver);
    for (const path of ['/leave', '/invoices/inv_00000000/decision', '/exceptions/dlq_00000000/replay']) {
      expect((await site.post(path, {}, { cookie, headers })).status).toBe(403);
    }
    expect((await site.get('/', { cookie })).status).toBe(200);
  },
);

test('a write without a session is refused before anything is read from its form', async () => {
  expect((await site.post('/invoices/inv_00000000/decision', { decision: 'approved' })).status).toBe(401);
  expect((await site.post('/exceptions/dlq_00000000/replay', {})).status).toBe(401);
});
