import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../../runtime/src/adapters/system/create-log.ts';
import { mountConsole } from '../../runtime/src/console/mount-console.ts';
import type { FlowDeps } from '../../runtime/src/flow/context.ts';
import { createInboxWriter } from '../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { createApiKey } from '../../runtime/src/flow/setup/create-api-key.ts';
import { createApp } from '../../runtime/src/http/create-app.ts';
import { createHookListener } from '../../runtime/src/http/hooks/create-hook-listener.ts';
import { createPublicServices } from '../../runtime/src/http/public-services.ts';
import { CreatedApiKeySchema } from '../../runtime/src/http/schemas/control.ts';
import { type ServedApp, serveApp } from '../../runtime/src/http/serve-app.ts';
import { createBrowser } from '../console/support/create-browser.ts';
import { invite, PASSWORD, setUpHub } from '../console/support/set-up-hub.ts';
import { createTestHub, type TestHub } from '../support/create-test-hub.ts';
import { dumpTables, formsInDump } from '../support/dump-tables.ts';
import { createFakeConnector } from '../support/fake-connector.ts';
import { type SeededOrganization, seedOrganization } from '../support/seed-organization.ts';
import { totp } from '../support/totp.ts';
import { readAs } from './support/read-as.ts';

/** Stands in everything that is sent and must be told to nobody. */
const CANARY = 'canary4711';

const lines: string[] = [];
/** Text that must not be in the log, and what of it must be in no table either. */
const secrets = new Set<string>([CANARY, PASSWORD]);
const unstored = new Set<string>([PASSWORD]);

let hub: TestHub;
let organization: SeededOrganization;
let app: ReturnType<typeof createApp>;
let server: ServedApp;

beforeAll(async () => {
  const log = createLog('info', { write: (line) => void lines.push(line) });
  hub = await createTestHub({ log, connectors: { open: () => createFakeConnector('hubspot', {}) } });
  // One page breaks with an error that quotes what was typed, as errors of libraries do.
  const deps: FlowDeps = {
    ...hub.deps,
    accounts: {
      ...hub.deps.accounts,
      find: (email) =>
        email.includes('broken') ? Promise.reject(new Error(email)) : hub.deps.accounts.find(email),
    },
  };
  const parts = { deps, inbox: createInboxWriter(deps), isReady: async () => true };
  app = createApp(parts);
  mountConsole(app, deps, { addressHeader: 'x-test-address' });
  const hooks = createHookListener(createPublicServices(parts), deps);
  server = await serveApp({ app, hooks, host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close(1_000);
  await hub.close();
});

const hide = (text: string, isUnstored = true): string => {
  expect(text.length).toBeGreaterThan(5);
  secrets.add(text);
  if (isUnstored) unstored.add(text);
  return text;
};

/** What machines send: keys, bodies that break, and headers of all kinds. */
async function callApi(): Promise<void> {
  const made = await hub.database.inOrganization(organization.id, (tx) =>
    createApiKey(tx, hub.system(organization.id), { name: 'n8n', permissions: ['read', 'admin', 'ingest'] }),
  );
  const key = hide(made.key);
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': `${CANARY}-${lines.length}`,
        cookie: `seikyu_session=${CANARY}`,
        'x-request-id': 'req_api',
        ...headers,
      },
      body,
    });
  const created = await post('/v1/api-keys', JSON.stringify({ name: 'Other', permissions: ['read'] }));
  hide((await readAs(created, CreatedApiKeySchema)).key);
  expect((await post('/v1/api-keys', `{"name": ${CANARY}}`)).status).toBe(400);
  expect((await post('/v1/api-keys', JSON.stringify({ [CANARY]: CANARY }))).status).toBe(400);
  expect((await post(`/v1/records/hubspot/${CANARY}`, JSON.stringify({ id: CANARY }))).status).toBe(404);
  expect((await post('/v1/me', '{}', { authorization: `Bearer ${CANARY}` })).status).toBe(405);
  expect(
    (await app.request(`/v1/customers?query=${CANARY}`, { headers: { authorization: `Bearer ${key}` } }))
      .status,
  ).toBe(200);
  const endpoint = await post(
    '/v1/webhook-endpoints',
    JSON.stringify({ url: `https://x.example.com/${CANARY}` }),
  );
  expect(endpoint.status).toBe(403);
}

/** What vendors send: a token in the path, a signature, a body. */
async function callHook(): Promise<void> {
  const token = hide(organization.hubspot.webhookToken);
  const answer = await fetch(`${server.url}/hooks/${token}?${CANARY}`, {
    method: 'POST',
    body: JSON.stringify([{ [CANARY]: CANARY }]),
    headers: { 'x-hubspot-signature-v3': CANARY },
  });
  expect(answer.status).toBeLessThan(500);
  expect((await fetch(`${server.url}/hooks/${CANARY}`, { method: 'POST', body: '{}' })).status).toBe(404);
}

/** What people send: passwords, codes, invitations, sessions. */
async function signIn(): Promise<void> {
  hide(hub.deps.setUpToken);
  const { browser, email, uri, backupCodes } = await setUpHub(hub, app);
  hide(new URL(uri).searchParams.get('secret') ?? '');
  for (const code of backupCodes) hide(code);
  hide(browser.cookies.get('seikyu_session') ?? '');
  const invited = { name: CANARY, email: `broken-${CANARY}@example.com`, roles: ['viewer'] };
  const link = await invite(browser, invited);
  hide(link.slice('/join/'.length));
  expect((await createBrowser(app).get(link)).status).toBe(500);
  const wrong = await createBrowser(app).post('/sign-in', { email, password: `${CANARY} wrong` });
  expect(wrong.status).toBe(401);
  const other = createBrowser(app);
  await other.post('/sign-in', { email, password: PASSWORD });
  hide(other.cookies.get('seikyu_signing_in') ?? '');
  expect((await other.post('/sign-in/code', { kind: 'app', code: '000000' })).status).toBe(401);
  const code = totp(uri, Date.now() + 30_000);
  expect((await other.post('/sign-in/code', { kind: 'app', code })).status).toBe(303);
  hide(other.cookies.get('seikyu_session') ?? '');
}

it('a run of the hub leaves no secret, header, body or address in its log, and no password, key or token in a table', async () => {
  await signIn();
  organization = await seedOrganization(hub);
  await callApi();
  await callHook();
  const log = lines.join('');
  for (const route of [
    '/v1/api-keys',
    '/v1/records/:system/:object',
    '/hooks/:token',
    '/first-run/:token',
    '/sign-in/code',
    '/join/:token',
  ]) {
    expect(log).toContain(`"route":"${route}"`);
  }
  expect(log).toContain('a page of the console failed');
  for (const secret of secrets) expect(log).not.toContain(secret);
  const dump = await dumpTables(hub);
  expect(dump).toContain(organization.id);
  for (const secret of unstored) for (const form of formsInDump(secret)) expect(dump).not.toContain(form);
});
