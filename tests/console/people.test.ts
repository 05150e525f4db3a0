import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '../../runtime/src/core/permissions.ts';
import { US_ENTITY } from '../../runtime/src/demo/sample-organization.ts';
import { addEntity } from '../../runtime/src/flow/setup/add-entity.ts';
import { createTestHub, type TestHub } from '../support/create-test-hub.ts';
import { addOrganization } from './support/add-organization.ts';
import { createBrowser, mountTestConsole } from './support/create-browser.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';
import { enrol, invite, joinAs, PASSWORD, type SignedInPerson, setUpHub } from './support/set-up-hub.ts';

let hub: TestHub;
let app: Hono;
let admin: SignedInPerson;
let usId: string;

beforeAll(async () => {
  hub = await createTestHub();
  app = mountTestConsole(hub.deps);
  admin = await setUpHub(hub, app);
  const [organization] = await hub.database.owner`select id from organizations`;
  const ctx = hub.system(String(organization?.['id']));
  usId = await addEntity({ ctx, input: US_ENTITY });
});

afterAll(() => hub.close());

let people = 0;
const nextEmail = (): string => `member-${people++}@example.com`;
const join = (roles: string[], entityIds: string[] = []): Promise<SignedInPerson> =>
  joinAs(app, admin.browser, { name: `Member ${people}`, email: nextEmail(), roles, entityIds });

async function rowOf(email: string) {
  const [row] = await hub.database.owner`select * from people where email = ${email}`;
  return row ?? {};
}

const pathOf = async (email: string): Promise<string> => `/people/${String((await rowOf(email))['id'])}`;

describe('a role', () => {
  const ADMIN_PAGES = [
    '/people',
    '/people/invite',
    '/people/per_00000000',
    '/groups',
    '/groups/new',
    '/roles',
    '/roles/new',
    '/set-up',
    '/set-up/entity',
    '/set-up/entity?country=JP',
    '/set-up/products',
    '/set-up/invoice',
  ];
  const ADMIN_FORMS = [
    '/people/invite',
    '/people/per_00000000/access',
    '/people/per_00000000/link',
    '/people/per_00000000/reset-second-factor',
    '/people/per_00000000/deactivate',
    '/people/per_00000000/activate',
    '/groups/new',
    '/people/per_00000000/manager',
    '/roles/new',
    '/roles/rol_00000000',
    '/roles/rol_00000000/delete',
    '/set-up/products',
    '/set-up/invoice/sample',
  ];
  const FORM = {
    name: 'X',
    email: 'x@example.com',
    roles: ['admin'],
    permissions: ['read'],
    sku: 'X',
    nameEn: 'X',
    unit: 'EA',
    taxClass: 'standard',
    maxDiscountPercent: '0',
    customerName: 'X',
    customerEmail: 'x@example.com',
    productId: 'prd_00000000',
    quantity: '1',
    entityId: 'ent_00000000',
  };

  test.each(Object.keys(ROLES))(
    '%s sees and does what it may on every page of people and set-up, and no more',
    async (role) => {
      const { browser } = await join([role]);
      const isAdmin = role === 'admin';
      for (const path of ADMIN_PAGES) {
        const { status } = await browser.get(path);
        const found = path.endsWith('per_00000000') ? 404 : 200;
        expect([path, status]).toEqual([path, isAdmin ? found : 403]);
      }
      if (!isAdmin) {
        for (const path of ADMIN_FORMS)
          expect([path, (await browser.post(path, FORM)).status]).toEqual([path, 403]);
        expect((await browser.get(`/set-up/entities/${usId}`)).status).toBe(403);
        expect(await rowOf('x@example.com')).toEqual({});
      }
      for (const path of ['/account', '/mappings', '/set-up/registration-hint?taxRegistration=T1']) {
        expect([path, (await browser.get(path)).status]).toEqual([path, 200]);
      }
    },
  );
});

test('a role is made in the console, given to somebody, and shown by its name in both languages', async () => {
  const { browser } = admin;
  const made = await browser.post('/roles/new', {
    name: 'Receivables',
    permissions: ['read', 'collections'],
  });
  expect(made.headers.get('location')).toBe('/roles?done=saved');
  const [row] = await hub.database.owner`select id from roles where name = 'Receivables'`;
  const id = String(row?.['id']);
  for (const lang of ['en', 'ja']) {
    const page = await expectStrictPage(await browser.get(`/roles?lang=${lang}`));
    expect(page).toContain(`href="/roles/${id}"`);
  }
  const email = nextEmail();
  await invite(browser, { name: 'Yui', email, roles: [id] });
  expect(await (await browser.get('/people')).text()).toContain('Receivables');
  const refused = await browser.post(`/roles/${id}/delete`, {});
  expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('Receivables')]);
  const wrong = await browser.post(`/roles/${id}`, { name: '', permissions: [] });
  expect(wrong.status).toBe(422);
  await browser.post(`/roles/${id}`, { name: 'Collectors', permissions: ['read'] });
  expect(await (await browser.get(await pathOf(email))).text()).toContain('Collectors');
});

describe('an invitation', () => {
  test('is looked at as often as one likes and used once', async () => {
    const email = nextEmail();
    const link = await invite(admin.browser, { name: 'Rin', email, roles: ['viewer'] });
    for (let index = 0; index < 20; index += 1) expect((await createBrowser(app).get(link)).status).toBe(200);
    expect((await rowOf(email))['account_id']).toBeNull();
    const first = await createBrowser(app).post(link, { newPassword: PASSWORD, repeat: PASSWORD });
    expect(first.status).toBe(303);
    const second = await createBrowser(app).post(link, { password: PASSWORD });
    expect(second.status).toBe(404);
    expect((await createBrowser(app).get(link)).status).toBe(404);
  });

  test('that two open at once is taken by one of them', async () => {
    const email = nextEmail();
    const link = await invite(admin.browser, { name: 'Twin', email, roles: ['viewer'] });
    const answers = await Promise.all(
      [1, 2].map(() => createBrowser(app).post(link, { newPassword: PASSWORD, repeat: PASSWORD })),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await hub.database.owner`select 1 from auth.user where email = ${email}`).toHaveLength(1);
  });

  test('ends after 72 hours, with a newer one, and when its person is deactivated', async () => {
    const browser = createBrowser(app);
    const late = await invite(admin.browser, { name: 'Late', email: nextEmail(), roles: ['viewer'] });
    const email = nextEmail();
    const older = await invite(admin.browser, { name: 'Twice', email, roles: ['viewer'] });
    const page = await (await admin.browser.post(`${await pathOf(email)}/link`, {})).text();
    const newer = /\/join\/[A-Za-z0-9_-]{32}/.exec(page)?.[0] ?? '';
    expect([(await browser.get(older)).status, (await browser.get(newer)).status]).toEqual([404, 200]);
    await admin.browser.post(`${await pathOf(email)}/deactivate`, {});
    expect((await browser.get(newer)).status).toBe(404);
    hub.clock.advance(72 * 3_600_000 + 1);
    expect((await browser.get(late)).status).toBe(404);
  });

  test('is shown once and stored as a hash only', async () => {
    const link = await invite(admin.browser, { name: 'Once', email: nextEmail(), roles: ['viewer'] });
    const token = link.slice('/join/'.length);
    const rows = await hub.database.owner`select * from person_links`;
    const audit = await hub.database.owner`select * from audit_entries`;
    expect(JSON.stringify([rows, audit])).not.toContain(token);
    expect(await (await admin.browser.get('/people')).text()).not.toContain(token);
  });

  test('is refused for an address that the organization has, whatever its capitals, and for a role that is none', async () => {
    const email = nextEmail();
    await invite(admin.browser, { name: 'A', email, roles: ['viewer'] });
    const again = await admin.browser.post('/people/invite', {
      name: 'B',
      email: email.toUpperCase(),
      roles: ['viewer'],
    });
    expect(again.status).toBe(409);
    for (const [roles, status] of [
      [[], 422],
      [['emperor'], 400],
    ] as const) {
      const form = { name: 'C', email: nextEmail(), roles: [...roles] };
      expect((await admin.browser.post('/people/invite', form)).status).toBe(status);
      expect(await rowOf(form.email)).toEqual({});
    }
  });

  test('asks for a password of twelve characters, typed twice', async () => {
    const link = await invite(admin.browser, { name: 'D', email: nextEmail(), roles: ['viewer'] });
    const browser = createBrowser(app);
    expect((await browser.post(link, { newPassword: 'short', repeat: 'short' })).status).toBe(422);
    expect((await browser.post(link, { newPassword: PASSWORD, repeat: `${PASSWORD}!` })).status).toBe(422);
    await expectStrictPage(await browser.get(link));
  });
});

describe('a link for a new password', () => {
  const linkFor = async (email: string) => {
    const page = await (await admin.browser.post(`${await pathOf(email)}/link`, {})).text();
    return /\/join\/[A-Za-z0-9_-]{32}/.exec(page)?.[0] ?? '';
  };

  test('opens nothing any more once its person chose a password themselves', async () => {
    const person = await join(['viewer']);
    const link = await linkFor(person.email);
    const next = 'chosen by herself';
    await person.browser.post('/account/password', { password: PASSWORD, newPassword: next, repeat: next });
    expect((await createBrowser(app).get(link)).status).toBe(404);
  });

  test('sets it once, ends every session, and leaves the second factor as it was', async () => {
    const person = await join(['finance']);
    const link = await linkFor(person.email);
    const next = 'a fresh and long one';
    const browser = createBrowser(app);
    await expectStrictPage(await browser.get(link));
    expect((await browser.post(link, { newPassword: next, repeat: next })).status).toBe(200);
    expect((await browser.post(link, { newPassword: next, repeat: next })).status).toBe(404);
    expect((await person.browser.get('/account')).status).toBe(401);
    const answer = await browser.post('/sign-in', { email: person.email, password: next });
    expect(answer.headers.get('location')).toBe('/sign-in/code');
  });

  test('is refused, as is taking the second factor away, for an account that opens another organization too', async () => {
    const person = await join(['viewer']);
    const other = await addOrganization(hub, 'Elsewhere', {
      name: 'P',
      email: person.email,
      roles: ['viewer'],
    });
    expect((await createBrowser(app).post(other.link, { password: PASSWORD })).status).toBe(303);
    const path = await pathOf(person.email);
    const [mine] = await hub.database
      .owner`select p.id from people p join organizations o on o.id = p.organization_id
      where p.email = ${person.email} and o.name = 'Acme'`;
    expect(path).toContain('per_');
    for (const action of ['link', 'reset-second-factor']) {
      const answer = await admin.browser.post(`/people/${String(mine?.['id'])}/${action}`, {});
      expect([action, answer.status]).toEqual([action, 403]);
    }
  });
});

test('a second factor that was lost is taken away by an administrator, and set up anew at the next sign-in', async () => {
  const person = await join(['finance']);
  await admin.browser.post(`${await pathOf(person.email)}/reset-second-factor`, {});
  expect((await person.browser.get('/')).status).toBe(401);
  const browser = createBrowser(app);
  const answer = await browser.post('/sign-in', { email: person.email, password: PASSWORD });
  expect(answer.headers.get('location')).toBe('/sign-in/second-factor');
  const fresh = await enrol(browser, answer);
  expect(fresh.uri).not.toBe(person.uri);
});

test('people of another organization do not exist, whatever is asked of them', async () => {
  const { personId } = await addOrganization(hub, 'Other', {
    name: 'Theirs',
    email: 't@other.example',
    roles: ['admin'],
  });
  const path = `/people/${personId}`;
  expect((await admin.browser.get(path)).status).toBe(404);
  for (const action of ['access', 'link', 'reset-second-factor', 'deactivate', 'activate']) {
    expect([action, (await admin.browser.post(`${path}/${action}`, { roles: ['viewer'] })).status]).toEqual([
      action,
      404,
    ]);
  }
  expect(await (await admin.browser.get('/people')).text()).not.toContain('Theirs');
  const [row] = await hub.database.owner`select roles, deactivated_at from people where id = ${personId}`;
  expect(row).toEqual({ roles: ['admin'], deactivated_at: null });
});

test('the pages of people are strict in both languages, with hostile names as text', async () => {
  const name = '<img src=x onerror=alert(1)>';
  await invite(admin.browser, { name, email: nextEmail(), roles: ['viewer'] });
  for (const lang of ['en', 'ja']) {
    for (const path of ['/people', '/people/invite', await pathOf(admin.email)]) {
      const page = await expectStrictPage(await admin.browser.get(`${path}?lang=${lang}`));
      expect(page).not.toContain('<img src=x');
    }
  }
});
