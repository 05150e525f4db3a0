import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBetterAuth } from '../../runtime/src/adapters/sign-in/open-better-auth.ts';
import { mountConsole } from '../../runtime/src/console/mount-console.ts';
import { createInboxWriter } from '../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { createApp } from '../../runtime/src/http/create-app.ts';
import { createTestHub, type TestHub } from '../support/create-test-hub.ts';
import { silentLog } from '../support/silent-log.ts';
import { type Browser, createBrowser } from './support/create-browser.ts';
import { joinAs, PASSWORD, type SignedInPerson, setUpHub } from './support/set-up-hub.ts';

let hub: TestHub;
let app: ReturnType<typeof createApp>;
let admin: SignedInPerson;

beforeAll(async () => {
  hub = await createTestHub();
  app = createApp({ deps: hub.deps, inbox: createInboxWriter(hub.deps), isReady: async () => true });
  mountConsole(app, hub.deps, { addressHeader: 'x-test-address' });
  admin = await setUpHub(hub, app);
});

afterAll(() => hub.close());

const open = (address?: string): Browser => createBrowser(app, address);

describe('what is tried too often', () => {
  test('is refused for a whole /64: sixteen of its addresses share one bucket', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 24; index += 1) {
      const browser = open(`2001:db8:9:9::${(index % 16).toString(16)}`);
      statuses.push(
        (await browser.post('/sign-in', { email: `x${index}@example.com`, password: 'wrong' })).status,
      );
    }
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 401), 429, 429, 429, 429]);
    const elsewhere = await open('2001:db8:9:a::1').post('/sign-in', {
      email: 'y@example.com',
      password: 'wrong',
    });
    expect(elsewhere.status).toBe(401);
  });

  test('is refused for one e-mail address from everywhere, and says how long to wait', async () => {
    const person = await joinAs(app, admin.browser, { name: 'P', email: 'p@example.com', roles: ['viewer'] });
    for (let index = 0; index < 10; index += 1) {
      await open().post('/sign-in', { email: person.email, password: 'wrong' });
    }
    const right = await open().post('/sign-in', { email: person.email, password: PASSWORD });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(600);
  });
});

describe('the library behind it', () => {
  test('answers at none of its own addresses, with however many slashes', async () => {
    const auth = await openBetterAuth({
      database: hub.database.ownerDrizzle,
      secrets: [{ keyId: '0123456789ab', value: 'x'.repeat(40) }],
      publicBaseUrl: 'https://hub.example',
      log: silentLog,
    });
    const paths = Object.values(auth.api).flatMap((endpoint) =>
      'path' in endpoint && typeof endpoint.path === 'string' ? [endpoint.path] : [],
    );
    expect(paths).toEqual(
      expect.arrayContaining(['/sign-up/email', '/sign-in/email', '/two-factor/disable']),
    );
    const { cookies } = admin.browser;
    const headers = {
      cookie: `seikyu_session=${cookies.get('seikyu_session')}`,
      origin: 'https://hub.example',
    };
    for (const path of [...paths, '/api-key/create', '/device/code', '/device/token']) {
      for (const base of ['/api/auth', '//api//auth', '/api/auth/', '/api%2Fauth']) {
        for (const method of ['GET', 'POST']) {
          const answer = await app.request(`${base}${path}`, { method, headers });
          expect([base, path, method, answer.status]).toEqual([base, path, method, 404]);
        }
      }
    }
  });

  test('is reached by the same pages with however many slashes, behind the same guards', async () => {
    for (const path of ['/sign-in', '/people', '/account', '/v1/invoices', '/first-run/x']) {
      const expected = (await app.request(path)).status;
      for (const variant of [`/${path}`, path.replaceAll('/', '//'), path.replaceAll('/', '///')]) {
        expect([variant, (await app.request(`https://hub.example${variant}`)).status]).toEqual([
          variant,
          expected,
        ]);
      }
      expect((await app.request(`/%2F${path.slice(1)}`)).status).toBe(404);
    }
  });
});

test('every write of the console from another origin, or from none, is refused before anything else', async () => {
  const cookie = `seikyu_session=${admin.browser.cookies.get('seikyu_session')}`;
  const writes = app.routes.filter(
    ({ method, path }) => method === 'POST' && !path.startsWith('/v1/') && !path.startsWith('/hooks/'),
  );
  const paths = [...new Set(writes.map(({ path }) => path.replaceAll(/:\w+/g, 'x')))];
  expect(paths.length).toBeGreaterThan(15);
  for (const path of paths) {
    for (const headers of [
      { cookie },
      { cookie, origin: 'https://evil.example' },
      { cookie, origin: 'null' },
    ]) {
      const answer = await app.request(path, { method: 'POST', headers });
      expect([path, answer.status]).toEqual([path, 403]);
    }
  }
  expect((await admin.browser.get('/account')).status).toBe(200);
});

test('an entry link opens nothing outside the demo, and the token of a session is no entry link', async () => {
  const token = admin.browser.cookies.get('seikyu_session') ?? '';
  const answer = await app.request(`/enter/${token}`);
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
});
