import { CANARY } from '../../support/canaries.ts';
import type { TestHub } from '../../support/create-test-hub.ts';
import { totp } from '../../support/totp.ts';
import { type App, type Browser, createBrowser } from './create-browser.ts';

/** The password of everybody in the tests of sign-in. */
export const PASSWORD = `${CANARY} words that differ`;

/** Somebody who signed in, with what their authenticator app and their drawer hold. */
export type SignedInPerson = { browser: Browser; email: string; uri: string; backupCodes: string[] };

/** Fills in the first page of a new hub and sets up the second factor, as its operator does. */
export async function setUpHub(hub: TestHub, app: App, email = 'mika@example.com'): Promise<SignedInPerson> {
  const browser = createBrowser(app);
  const answer = await browser.post(`/first-run/${hub.deps.setUpToken}`, {
    personName: 'Mika Sato',
    email,
    newPassword: PASSWORD,
    repeat: PASSWORD,
    organizationName: 'Acme',
    baseCurrency: 'USD',
    timeZone: 'Asia/Tokyo',
    locale: 'en',
  });
  return { browser, email, ...(await enrol(browser, answer)) };
}

/** Goes through the second factor's pages after a password was right. */
export async function enrol(
  browser: Browser,
  answer: Response,
): Promise<{ uri: string; backupCodes: string[] }> {
  const page = await (await browser.follow(answer)).answer.text();
  const key = /id="key"[^>]*>([A-Z2-7 ]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? '';
  const uri = `otpauth://totp/Seikyu?secret=${key}`;
  const confirmed = await browser.post('/sign-in/second-factor', { code: totp(uri) });
  const shown = await (await browser.follow(confirmed)).answer.text();
  const backupCodes = [...shown.matchAll(/<li class="mono">([A-Za-z0-9]{5}-[A-Za-z0-9]{5})<\/li>/g)].map(
    (match) => match[1] ?? '',
  );
  await browser.follow(await browser.post('/sign-in/second-factor/kept', {}));
  return { uri, backupCodes };
}

/** Lets an administrator invite somebody; returns the path of the link. */
export async function invite(
  admin: Browser,
  person: { name: string; email: string; roles: string[]; entityIds?: string[] },
): Promise<string> {
  const { name, email, roles, entityIds = [] } = person;
  const page = await (await admin.post('/people/invite', { name, email, roles, entityIds })).text();
  const link = /value="https:\/\/hub\.example(\/join\/[A-Za-z0-9_-]{32})"/.exec(page)?.[1];
  if (link === undefined) throw new Error(`no link on the page:\n${page.slice(0, 2_000)}`);
  return link;
}

/** Invites somebody, who joins with a new account and, where the roles ask for it, a second factor. */
export async function joinAs(
  app: App,
  admin: Browser,
  person: { name: string; email: string; roles: string[]; entityIds?: string[] },
): Promise<SignedInPerson> {
  const link = await invite(admin, person);
  const browser = createBrowser(app);
  const answer = await browser.post(link, { newPassword: PASSWORD, repeat: PASSWORD });
  const isAsked = answer.headers.get('location') === '/sign-in/second-factor';
  const factor = isAsked ? await enrol(browser, answer) : { uri: '', backupCodes: [] };
  return { browser, email: person.email, ...factor };
}
