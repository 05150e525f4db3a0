import { describe, expect, test } from 'vitest';
import { totp } from '../support/totp.ts';
import { addOrganization } from './support/add-organization.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';
import { PASSWORD } from './support/set-up-hub.ts';
import { HALF_MINUTE_MS, useSignInStage } from './support/sign-in-stage.ts';

const stage = useSignInStage();
const { open, join, password } = stage;

describe('somebody who belongs to several organizations', () => {
  test('joins the second with the account that they have, chooses at the sign-in, and sees one at a time', async () => {
    const person = await join(['finance']);
    const other = await addOrganization(stage.hub, 'Beta', {
      name: 'Per',
      email: person.email,
      roles: ['viewer'],
    });
    const browser = open();
    const page = await (await browser.get(other.link)).text();
    expect(page).toContain('You have an account');
    expect((await browser.post(other.link, { password: 'wrong' })).status).toBe(401);
    const asked = await browser.post(other.link, { password: PASSWORD });
    expect(asked.headers.get('location')).toBe('/sign-in/code');
    const code = totp(person.uri, Date.now() + HALF_MINUTE_MS);
    const joined = await browser.post('/sign-in/code', { kind: 'app', code });
    expect(joined.headers.get('location')).toBe('/');
    expect(await (await browser.get('/account')).text()).toContain('Beta');
    const again = open();
    await password(again, person.email);
    const choice = await again.post('/sign-in/code', {
      kind: 'backup',
      code: person.backupCodes[0] ?? '',
    });
    expect(choice.headers.get('location')).toBe('/sign-in/organization');
    expect((await again.get('/')).status).toBe(401);
    const names = await expectStrictPage(await again.get('/sign-in/organization'));
    for (const name of ['Acme', 'Beta']) expect(names).toContain(name);
    const [acme] = await stage.hub.database.owner`select id from organizations where name = 'Acme'`;
    const foreign = await again.post('/sign-in/organization', { organizationId: 'org_00000000' });
    expect(foreign.headers.get('location')).toBe('/sign-in/organization');
    const taken = again.cookies.get('seikyu_signing_in') ?? '';
    await again.post('/sign-in/organization', { organizationId: String(acme?.['id']) });
    const account = await (await again.get('/account')).text();
    expect([account.includes('Acme'), account.includes('Beta')]).toEqual([true, false]);
    // The choice was made: the cookie that carried it opens no second session.
    const thief = open();
    thief.cookies.set('seikyu_signing_in', taken);
    const late = await thief.post('/sign-in/organization', { organizationId: String(acme?.['id']) });
    expect([late.status, thief.cookies.has('seikyu_session')]).toEqual([401, false]);
  });
});

describe("one's own account", () => {
  test('changes its password for the right one only; every other session ends, this one goes on under a new token', async () => {
    const person = await join(['viewer']);
    const { browser } = person;
    const other = open();
    await password(other, person.email);
    const before = browser.cookies.get('seikyu_session');
    const next = 'quite another password';
    const wrong = await browser.post('/account/password', {
      password: 'wrong',
      newPassword: next,
      repeat: next,
    });
    expect(wrong.status).toBe(401);
    const typo = await browser.post('/account/password', {
      password: PASSWORD,
      newPassword: next,
      repeat: 'x',
    });
    expect(typo.status).toBe(422);
    const right = await browser.post('/account/password', {
      password: PASSWORD,
      newPassword: next,
      repeat: next,
    });
    expect(right.headers.get('location')).toBe('/account?done=password');
    expect(browser.cookies.get('seikyu_session')).not.toBe(before);
    expect([(await browser.get('/account')).status, (await other.get('/account')).status]).toEqual([
      200, 401,
    ]);
    expect((await password(open(), person.email)).status).toBe(401);
  });

  test('shows where it is signed in, and signs out everywhere', async () => {
    const person = await join(['viewer']);
    const { browser } = person;
    const other = open();
    await password(other, person.email);
    const page = await expectStrictPage(await browser.get('/account'));
    expect(page.match(/Chrome · Linux/g)).toHaveLength(2);
    expect(page.match(/This browser/g)).toHaveLength(1);
    await browser.post('/account/sign-out-everywhere', {});
    expect([(await browser.get('/')).status, (await other.get('/')).status]).toEqual([401, 401]);
  });
});
