import { describe, expect, test } from 'vitest';
import { totp, wrongTotp } from '../support/totp.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';
import { enrol, PASSWORD } from './support/set-up-hub.ts';
import { HALF_MINUTE_MS, useSignInStage } from './support/sign-in-stage.ts';

const stage = useSignInStage();
const { open, join, password, signIn, personIdOf } = stage;

describe('the session', () => {
  test('is a cookie out of reach of scripts, other sites and plain http', async () => {
    const person = await join(['viewer']);
    const answer = await password(open(), person.email);
    const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('seikyu_session=')) ?? '';
    expect(line.split('; ')).toEqual(
      expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/']),
    );
  });

  test('is a new one at every sign-in, and the one that the browser held before ends', async () => {
    const person = await join(['viewer']);
    const { browser } = person;
    const before = browser.cookies.get('seikyu_session') ?? '';
    await password(browser, person.email);
    const after = browser.cookies.get('seikyu_session') ?? '';
    expect(after).not.toBe(before);
    const old = await stage.app.request('/account', { headers: { cookie: `seikyu_session=${before}` } });
    expect([old.status, (await browser.get('/account')).status]).toEqual([401, 200]);
  });

  test('ends when the roles of its person change; the next sign-in asks for what the new role needs', async () => {
    const person = await join(['viewer']);
    const { browser } = person;
    expect((await browser.get('/')).status).toBe(200);
    const id = await personIdOf(person.email);
    await stage.admin.browser.post(`/people/${id}/access`, { roles: ['finance_approver'] });
    expect((await browser.get('/')).status).toBe(401);
    const again = await password(browser, person.email);
    expect(again.headers.get('location')).toBe('/sign-in/second-factor');
    expect((await browser.get('/')).status).toBe(401);
    await enrol(browser, again);
    expect((await browser.get('/')).status).toBe(200);
  });

  test('ends, with every key of the person, when they are deactivated', async () => {
    const person = await join(['viewer']);
    const id = await personIdOf(person.email);
    await stage.admin.browser.post(`/people/${id}/deactivate`, {});
    expect((await person.browser.get('/')).status).toBe(401);
    const refused = await password(open(), person.email);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('belongs to no organization');
    await stage.admin.browser.post(`/people/${id}/activate`, {});
    expect((await password(open(), person.email)).status).toBe(303);
  });

  test('of the stored tokens none is readable in the database', async () => {
    const token = stage.admin.browser.cookies.get('seikyu_session') ?? '-';
    const rows = await stage.hub.database.owner`select * from sessions`;
    const keys = await stage.hub.database.owner`select encode(hash, 'escape') as hash from lookup_keys`;
    expect(JSON.stringify([rows, keys])).not.toContain(token);
  });

  test('is on the record of the organization', async () => {
    const entries = await stage.hub.database
      .owner`select actor->>'name' as name from audit_entries where action = 'session.open'`;
    expect(entries.map((entry) => entry['name'])).toContain('Mika Sato');
  });
});

describe('the second factor', () => {
  test.each([['admin'], ['finance'], ['finance_approver']])(
    'is needed by %s before anything opens',
    async (role) => {
      const link = await stage.admin.browser.post('/people/invite', {
        name: 'New',
        email: `${role}@needs.example`,
        roles: [role],
      });
      const path = /\/join\/[A-Za-z0-9_-]{32}/.exec(await link.text())?.[0] ?? '';
      const browser = open();
      const answer = await browser.post(path, { newPassword: PASSWORD, repeat: PASSWORD });
      expect(answer.headers.get('location')).toBe('/sign-in/second-factor');
      expect(browser.cookies.has('seikyu_session')).toBe(false);
      expect((await browser.get('/')).status).toBe(401);
      expect((await browser.post('/sign-in/second-factor/kept', {})).status).toBe(401);
    },
  );

  test('is asked for after the password, and the password alone opens no page', async () => {
    const person = await join(['finance']);
    const browser = open();
    const answer = await password(browser, person.email);
    expect(answer.headers.get('location')).toBe('/sign-in/code');
    await expectStrictPage(await browser.get('/sign-in/code'));
    await expectStrictPage(await browser.get('/sign-in/code?with=backup'));
    for (const path of ['/', '/account', '/people']) expect((await browser.get(path)).status).toBe(401);
    await signIn(person, browser);
    expect((await browser.get('/')).status).toBe(200);
  });

  test('locks after five wrong codes: the sixth try is 429, with the right code too', async () => {
    const person = await join(['finance']);
    const browser = open();
    await password(browser, person.email);
    for (let index = 0; index < 5; index += 1) {
      const tried = await browser.post('/sign-in/code', { kind: 'app', code: wrongTotp(person.uri) });
      expect(tried.status).toBe(401);
    }
    const sixth = await browser.post('/sign-in/code', { kind: 'app', code: totp(person.uri) });
    expect(sixth.status).toBe(429);
    expect(await sixth.text()).toContain('Locked after five wrong codes');
    expect((await browser.get('/')).status).toBe(401);
    const other = open();
    await password(other, person.email);
    expect((await other.post('/sign-in/code', { kind: 'app', code: totp(person.uri) })).status).toBe(429);
  });

  test('takes a code once: one that was seen over a shoulder opens nothing', async () => {
    const person = await join(['finance']);
    await signIn(person);
    const thief = open();
    await password(thief, person.email);
    const code = totp(person.uri, Date.now() + HALF_MINUTE_MS);
    expect((await thief.post('/sign-in/code', { kind: 'app', code })).status).toBe(401);
  });

  test('takes each backup code once', async () => {
    const person = await join(['finance']);
    const [code = ''] = person.backupCodes;
    for (const status of [303, 401]) {
      const browser = open();
      await password(browser, person.email);
      expect((await browser.post('/sign-in/code', { kind: 'backup', code })).status).toBe(status);
    }
  });

  test('can be set up by somebody whose role does not ask for it, and is asked for from then on', async () => {
    const person = await join(['viewer']);
    const { browser } = person;
    const begun = await browser.post('/account/second-factor', { factorPassword: PASSWORD });
    expect(begun.headers.get('location')).toBe('/sign-in/second-factor');
    await enrol(browser, begun);
    expect(await expectStrictPage(await browser.get('/account'))).toContain('A code is asked for');
    expect((await password(open(), person.email)).headers.get('location')).toBe('/sign-in/code');
  });

  test('gets new backup codes only for the right password, and the old ones end', async () => {
    const person = await join(['finance']);
    const { browser } = person;
    expect((await browser.post('/account/backup-codes', { factorPassword: 'wrong' })).status).toBe(401);
    const page = await (await browser.post('/account/backup-codes', { factorPassword: PASSWORD })).text();
    expect(page.match(/<li class="mono">/g)).toHaveLength(10);
    const other = open();
    await password(other, person.email);
    const [old = ''] = person.backupCodes;
    expect((await other.post('/sign-in/code', { kind: 'backup', code: old })).status).toBe(401);
  });
});

describe('half a sign-in', () => {
  test('is over after ten minutes', async () => {
    const person = await join(['finance']);
    const browser = open();
    await password(browser, person.email);
    stage.hub.clock.advance(600_001);
    const late = await browser.post('/sign-in/code', { kind: 'app', code: totp(person.uri) });
    expect(late.status).toBe(401);
    expect(await late.text()).toContain('took too long');
  });

  test('leads on once: what a browser held of a set-up opens neither its secret, its codes, nor a session again', async () => {
    const person = await join(['viewer']);
    const { browser } = person;
    const held: string[] = [];
    const hold = () => held.push(browser.cookies.get('seikyu_signing_in') ?? '');
    await browser.post('/account/second-factor', { factorPassword: PASSWORD });
    hold();
    const page = await (await browser.get('/sign-in/second-factor')).text();
    const key = /id="key"[^>]*>([A-Z2-7 ]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? '';
    const code = totp(`otpauth://totp/Seikyu?secret=${key}`);
    await browser.post('/sign-in/second-factor', { code });
    hold();
    expect((await browser.post('/sign-in/second-factor/kept', {})).status).toBe(303);
    expect(new Set(held).size).toBe(2);
    for (const cookie of held) {
      const thief = open();
      thief.cookies.set('seikyu_signing_in', cookie);
      expect((await thief.get('/sign-in/second-factor')).headers.get('location')).toBe('/sign-in');
      for (const path of ['/sign-in/second-factor', '/sign-in/second-factor/kept']) {
        expect((await thief.post(path, { code })).status).toBe(401);
      }
      expect(thief.cookies.has('seikyu_session')).toBe(false);
    }
  });

  test('cannot be changed or made up by the browser, and is no session', async () => {
    const person = await join(['finance']);
    const browser = open();
    await password(browser, person.email);
    const sealed = browser.cookies.get('seikyu_signing_in') ?? '';
    browser.cookies.set('seikyu_session', sealed);
    expect((await browser.get('/')).status).toBe(401);
    const changed = `${sealed.slice(0, -2)}${sealed.endsWith('A') ? 'BB' : 'AA'}`;
    browser.cookies.set('seikyu_signing_in', changed);
    const code = totp(person.uri, Date.now() + HALF_MINUTE_MS);
    const answer = await browser.post('/sign-in/code', { kind: 'app', code });
    expect(answer.status).toBe(401);
    for (const path of ['/sign-in/code', '/sign-in/second-factor', '/sign-in/organization']) {
      expect((await open().get(path)).headers.get('location')).toBe('/sign-in');
    }
  });

  test('leads back to the page that was asked for, and to no other site', async () => {
    const person = await join(['viewer']);
    const asked = await open().get('/account?x=1');
    expect(asked.status).toBe(401);
    expect(await asked.text()).toContain('name="next" value="/account?x=1"');
    const target = async (next: string) =>
      (await password(open(), person.email, next)).headers.get('location');
    expect(await target('/account')).toBe('/account');
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:x',
      '/enter/x',
    ]) {
      expect(await target(next)).toBe('/');
    }
  });
});

test('the pages of sign-in are as strict in Japanese', async () => {
  const browser = open();
  for (const path of ['/sign-in', '/account']) {
    const page = await expectStrictPage(await browser.get(`${path}?lang=ja`));
    expect(page).toContain('サインイン');
  }
});
