import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mountConsole } from '../../../runtime/src/console/mount-console.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { resetLostSecondFactor } from '../../../runtime/src/flow/people/reset-lost-second-factor.ts';
import { type App, createBrowser } from '../../console/support/create-browser.ts';
import { enrol, PASSWORD, type SignedInPerson, setUpHub } from '../../console/support/set-up-hub.ts';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';

let hub: TestHub;
let app: App;
let admin: SignedInPerson;
let organizationId: string;

beforeAll(async () => {
  hub = await createTestHub();
  const hono = new Hono();
  mountConsole(hono, hub.deps, { addressHeader: 'x-test-address' });
  app = hono;
  admin = await setUpHub(hub, app);
  const [row] = await hub.database.owner`select id from organizations`;
  organizationId = String(row?.['id']);
});
afterAll(() => hub.close());

const reset = (email: string, ctx: Ctx = hub.system(organizationId)) =>
  resetLostSecondFactor({ ctx, input: { email } });

test('the only administrator comes in again with the password and a new second factor, and the old codes are gone', async () => {
  await reset(admin.email.toUpperCase());
  expect((await admin.browser.get('/account')).status).toBe(401);
  const browser = createBrowser(app);
  const answer = await browser.post('/sign-in', { email: admin.email, password: PASSWORD });
  expect(answer.headers.get('location')).toBe('/sign-in/second-factor');
  expect((await browser.get('/account')).status).toBe(401);
  const factor = await enrol(browser, answer);
  expect(factor.uri).not.toBe(admin.uri);
  expect((await browser.get('/account')).status).toBe(200);
  const thief = createBrowser(app);
  await thief.post('/sign-in', { email: admin.email, password: PASSWORD });
  const [old = ''] = admin.backupCodes;
  expect((await thief.post('/sign-in/code', { kind: 'backup', code: old })).status).toBe(401);
});

test('the audit trail shows it as done by the hub itself', async () => {
  const entries = await hub.database
    .owner`select actor, object_id from audit_entries where action = 'person.reset_second_factor'`;
  const [person] = await hub.database.owner`select id from people where email = ${admin.email}`;
  expect(entries).toMatchObject([{ actor: { kind: 'system' }, object_id: person?.['id'] }]);
});

test('an address that nobody signs in with, and a person who does not sign in, are refused', async () => {
  await expect(reset('nobody@example.com')).rejects.toMatchObject({ code: 'request.not_found' });
  await hub.database.owner`update people set deactivated_at = now() where email = ${admin.email}`;
  await expect(reset(admin.email)).rejects.toMatchObject({ code: 'request.not_found' });
  await hub.database.owner`update people set deactivated_at = null where email = ${admin.email}`;
});

test('neither a person nor a machine of the organization does it, whatever they may do', async () => {
  for (const kind of ['person', 'api_key'] as const) {
    const ctx = { ...hub.system(organizationId), actor: { kind, id: 'x', name: 'X' } };
    await expect(reset(admin.email, ctx)).rejects.toMatchObject({ code: 'auth.scope_missing' });
  }
});
