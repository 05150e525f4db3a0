import { afterAll, beforeAll, expect } from 'vitest';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';
import { totp } from '../../support/totp.ts';
import { type App, type Browser, createBrowser, mountTestConsole } from './create-browser.ts';
import { joinAs, PASSWORD, type SignedInPerson, setUpHub } from './set-up-hub.ts';

export const HALF_MINUTE_MS = 30_000;

/** A hub with an administrator, made once for the tests of a file, and the ways in that they go. */
export function useSignInStage() {
  let hub: TestHub;
  let app: App;
  let admin: SignedInPerson;

  beforeAll(async () => {
    hub = await createTestHub();
    app = mountTestConsole(hub.deps);
    admin = await setUpHub(hub, app);
  });
  afterAll(() => hub.close());

  const open = (): Browser => createBrowser(app);
  const personIdOf = async (email: string): Promise<string> => {
    const [row] = await hub.database.owner`select id from people where email = ${email}`;
    return String(row?.['id']);
  };

  let people = 0;
  const join = (roles: string[]): Promise<SignedInPerson> => {
    people += 1;
    return joinAs(app, admin.browser, {
      name: `Person ${people}`,
      email: `person-${people}@example.com`,
      roles,
    });
  };

  /** Types e-mail address and password. */
  const password = (browser: Browser, email: string, next = '/') =>
    browser.post('/sign-in', { email, password: PASSWORD, next });

  /** Goes the whole way in with the app; a code is taken once only, so that each way in names its half minute. */
  async function signIn(person: SignedInPerson, browser = open(), halfMinute = 1): Promise<Browser> {
    await password(browser, person.email);
    const code = totp(person.uri, Date.now() + halfMinute * HALF_MINUTE_MS);
    const answer = await browser.post('/sign-in/code', { kind: 'app', code });
    expect(answer.status).toBe(303);
    return browser;
  }

  return {
    get hub(): TestHub {
      return hub;
    },
    get app(): App {
      return app;
    },
    get admin(): SignedInPerson {
      return admin;
    },
    open,
    join,
    password,
    signIn,
    personIdOf,
  };
}
