import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JP_ENTITY, US_ENTITY } from '../../runtime/src/demo/sample-organization.ts';
import { changePerson } from '../../runtime/src/flow/people/change-person.ts';
import { setPersonActive } from '../../runtime/src/flow/people/set-person-active.ts';
import { addEntity } from '../../runtime/src/flow/setup/add-entity.ts';
import { createTestHub, type TestHub } from '../support/create-test-hub.ts';
import { type Browser, createBrowser, mountTestConsole } from './support/create-browser.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';
import { invite, joinAs, PASSWORD, type SignedInPerson, setUpHub } from './support/set-up-hub.ts';

let hub: TestHub;
let app: Hono;
let admin: SignedInPerson;
let usId: string;
let jpId: string;

beforeAll(async () => {
  hub = await createTestHub();
  app = mountTestConsole(hub.deps);
  admin = await setUpHub(hub, app);
  const [organization] = await hub.database.owner`select id from organizations`;
  const ctx = hub.system(String(organization?.['id']));
  usId = await addEntity({ ctx, input: US_ENTITY });
  jpId = await addEntity({ ctx, input: JP_ENTITY });
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

describe('an administrator', () => {
  test('cannot change their own roles, deactivate themselves, or take their own second factor away', async () => {
    const path = await pathOf(admin.email);
    for (const action of ['access', 'deactivate', 'reset-second-factor']) {
      const answer = await admin.browser.post(`${path}/${action}`, { roles: ['viewer'] });
      expect([action, answer.status]).toEqual([action, 403]);
    }
    expect((await rowOf(admin.email))['roles']).toEqual(['admin']);
  });

  test("stays when two take each other's role away at once", async () => {
    const other = await join(['admin']);
    // The admins of the other tests do not count here.
    await hub.database.owner.begin(async (sql) => {
      await sql`select set_config('app.organization_id', organization_id, true) from people where email = ${admin.email}`;
      await sql`update people set deactivated_at = now() where 'admin' = any(roles) and email not in (${admin.email}, ${other.email})`;
    });
    const demote = async (browser: Browser, email: string) =>
      (await browser.post(`${await pathOf(email)}/access`, { roles: ['viewer'] })).status;
    const statuses = await Promise.all([
      demote(admin.browser, other.email),
      demote(other.browser, admin.email),
    ]);
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    const left = await hub.database
      .owner`select 1 from people where 'admin' = any(roles) and deactivated_at is null`;
    expect(left).toHaveLength(1);
    // Back to the first administrator for the tests below.
    await hub.database.owner.begin(async (sql) => {
      await sql`select set_config('app.organization_id', organization_id, true) from people where email = ${admin.email}`;
      await sql`update people set roles = '{admin}', deactivated_at = null where email = ${admin.email}`;
      await sql`update people set roles = '{viewer}' where email = ${other.email}`;
    });
    admin = { ...admin, browser: await backIn(admin) };
  });

  test('cannot be deactivated, limited or given another role while they are the last who can administer everything', async () => {
    const only = await createTestHub();
    const console = mountTestConsole(only.deps);
    const first = await setUpHub(only, console);
    const [row] = await only.database.owner`select organization_id, id from people`;
    const personId = String(row?.['id']);
    const ctx = only.system(String(row?.['organization_id']));
    const entityId = await addEntity({ ctx, input: US_ENTITY });
    // None of these three counts: one has not joined, one is limited to an entity, one was deactivated.
    await invite(first.browser, { name: 'Invited', email: 'invited@example.com', roles: ['admin'] });
    const some = { name: 'Some', email: 'some@example.com', roles: ['admin'], entityIds: [entityId] };
    await joinAs(console, first.browser, some);
    await joinAs(console, first.browser, { name: 'Gone', email: 'gone@example.com', roles: ['admin'] });
    const [gone] = await only.database.owner`select id from people where email = 'gone@example.com'`;
    const goneId = String(gone?.['id']);
    await setPersonActive({ ctx, input: { personId: goneId, isActive: false } });
    const refused = expect.objectContaining({ code: 'people.last_admin' });
    const tries = [
      setPersonActive({ ctx, input: { personId, isActive: false } }),
      changePerson({ ctx, input: { personId, roles: ['finance'], entityIds: null } }),
      changePerson({ ctx, input: { personId, roles: ['admin'], entityIds: [entityId] } }),
    ];
    for (const tried of await Promise.allSettled(tries)) {
      expect(tried).toMatchObject({ status: 'rejected', reason: refused });
    }
    expect((await first.browser.get('/people')).status).toBe(200);
    await setPersonActive({ ctx, input: { personId: goneId, isActive: true } });
    await changePerson({ ctx, input: { personId, roles: ['finance'], entityIds: null } });
    await only.close();
  });

  test('with some legal entities gives nobody more than those', async () => {
    const limited = await join(['admin'], [usId]);
    const { browser } = limited;
    const person = (entityIds: string[]) => ({ name: 'E', email: nextEmail(), roles: ['viewer'], entityIds });
    expect((await browser.post('/people/invite', person([]))).status).toBe(403);
    expect((await browser.post('/people/invite', person([jpId]))).status).toBe(403);
    expect((await browser.post('/people/invite', person([usId]))).status).toBe(200);
    expect((await browser.get(`/set-up/entities/${jpId}`)).status).toBe(403);
    const list = await (await browser.get('/people/invite')).text();
    expect([list.includes(usId), list.includes(jpId)]).toEqual([true, false]);
  });

  test('changes roles and entities of others, on the record', async () => {
    const person = await join(['viewer']);
    const path = await pathOf(person.email);
    const saved = await admin.browser.post(`${path}/access`, {
      roles: ['revops', 'viewer'],
      entityIds: [jpId],
    });
    expect(saved.headers.get('location')).toBe(`${path}?done=saved`);
    expect(await rowOf(person.email)).toMatchObject({ roles: ['revops', 'viewer'], entity_ids: [jpId] });
    const page = await expectStrictPage(await admin.browser.get(`${path}?done=saved`));
    expect(page).toContain('Saved.');
    const entries = await hub.database
      .owner`select before, after from audit_entries where action = 'person.change_access' and object_id = ${path.slice(8)}`;
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ before: { roles: ['viewer'] }, after: { entityIds: [jpId] } });
    const nothing = await admin.browser.post(`${path}/access`, { roles: [] });
    expect(nothing.status).toBe(422);
  });
});

/** Signs an administrator in again by a backup code. */
async function backIn(person: SignedInPerson): Promise<Browser> {
  const browser = createBrowser(app);
  await browser.post('/sign-in', { email: person.email, password: PASSWORD });
  const code = person.backupCodes.shift() ?? '';
  expect((await browser.post('/sign-in/code', { kind: 'backup', code })).status).toBe(303);
  return browser;
}
