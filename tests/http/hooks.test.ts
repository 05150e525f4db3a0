import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseHubspotWebhook } from '../../runtime/src/adapters/systems/hubspot/parse-webhook.ts';
import { verifyHubspotWebhook } from '../../runtime/src/adapters/systems/hubspot/verify-webhook.ts';
import { parseXeroWebhook } from '../../runtime/src/adapters/systems/xero/parse-webhook.ts';
import { verifyXeroWebhook } from '../../runtime/src/adapters/systems/xero/verify-webhook.ts';
import { inbox, inboxHints, webhookRefusals } from '../../runtime/src/db/schema/index.ts';
import { signHubspotWebhook } from '../../runtime/src/doubles/hubspot/sign-hubspot-webhook.ts';
import { createInboxWriter } from '../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { createConnection } from '../../runtime/src/flow/setup/create-connection.ts';
import { createApp } from '../../runtime/src/http/create-app.ts';
import { createHookListener } from '../../runtime/src/http/hooks/create-hook-listener.ts';
import { createPublicServices } from '../../runtime/src/http/public-services.ts';
import { type ServedApp, serveApp } from '../../runtime/src/http/serve-app.ts';
import { SECRETS } from '../support/canaries.ts';
import { createTestHub, type TestHub } from '../support/create-test-hub.ts';
import { createFakeConnector } from '../support/fake-connector.ts';
import { type SeededOrganization, seedOrganization } from '../support/seed-organization.ts';
import { expectProblem } from './support/expect-problem.ts';

let hub: TestHub;
let organization: SeededOrganization;
let server: ServedApp;

beforeAll(async () => {
  const hubspot = {
    ...createFakeConnector('hubspot', {}),
    verifyWebhook: verifyHubspotWebhook,
    parseWebhook: parseHubspotWebhook,
  };
  const xero = {
    ...createFakeConnector('xero', {}),
    verifyWebhook: verifyXeroWebhook,
    parseWebhook: (body: Uint8Array) => parseXeroWebhook(body, 'tenant'),
  };
  hub = await createTestHub({
    connectors: { open: (connection) => (connection.system === 'hubspot' ? hubspot : xero) },
  });
  organization = await seedOrganization(hub);
  const parts = { deps: hub.deps, inbox: createInboxWriter(hub.deps), isReady: async () => true };
  const hooks = createHookListener(createPublicServices(parts), hub.deps);
  server = await serveApp({ app: createApp(parts), hooks, host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close(1_000);
  await hub.close();
});

const event = (eventId: number, extra = '') =>
  `[{"eventId":${eventId},"objectId":42,"subscriptionType":"deal.propertyChange",${extra}"portalId":1,"appId":1,"occurredAt":1764000000000,"subscriptionId":1,"attemptNumber":0,"propertyName":"dealstage","propertyValue":"closedwon"}]`;

type Hook = {
  body: string;
  query?: string;
  signedUrl?: string;
  timestampMs?: number;
  headers?: Record<string, string>;
};

const hubspot = ({ body, query = '', signedUrl, timestampMs = hub.clock.now().getTime(), headers }: Hook) => {
  const target = `/hooks/${organization.hubspot.webhookToken}${query}`;
  const signature = signHubspotWebhook({
    url: signedUrl ?? `https://hub.example${target}`,
    body,
    timestampMs,
    clientSecret: SECRETS.hubspotClientSecret,
  });
  return fetch(`${server.url}${target}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-hubspot-signature-v3': signature,
      'x-hubspot-request-timestamp': String(timestampMs),
      ...headers,
    },
  });
};
const inOrganization: typeof hub.database.inOrganization = (_id, work) =>
  hub.database.inOrganization(organization.id, work);

describe('a webhook', () => {
  it('is answered with an empty 200 without cookies, once it is stored as it came', async () => {
    // Odd spacing, escapes and UTF-8 beyond ASCII: parsed and written again it would be other bytes.
    const body = event(1, ' "note" :\t"\\u8acb求",\n');
    const response = await hubspot({ body });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(response.headers.get('set-cookie')).toBeNull();
    const stored = await inOrganization('', (tx) => tx.select().from(inbox));
    expect(stored.map((row) => Buffer.from(row.body).toString('utf8'))).toEqual([body]);
  });

  it('that comes a second time is acknowledged and makes nothing', async () => {
    const hints = () => inOrganization('', (tx) => tx.select().from(inboxHints));
    await hubspot({ body: event(2) });
    const before = (await hints()).length;
    expect((await hubspot({ body: event(2) })).status).toBe(200);
    expect(await hints()).toHaveLength(before);
  });

  it('is checked against the path and query exactly as they were sent', async () => {
    const query = '?src=crm%3Adeals&to=a%40b.c%2Fd&q=x%20y';
    expect((await hubspot({ body: event(3), query })).status).toBe(200);
  });

  it('is checked against our public URL, never against what the caller says we are', async () => {
    const path = `/hooks/${organization.hubspot.webhookToken}`;
    const response = await hubspot({
      body: event(4),
      signedUrl: `https://evil.example${path}`,
      headers: {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example',
      },
    });
    await expectProblem(response, 'webhook.signature_invalid');
  });

  it('is refused when its body is changed by one byte', async () => {
    const path = `https://hub.example/hooks/${organization.hubspot.webhookToken}`;
    const timestampMs = hub.clock.now().getTime();
    const signature = signHubspotWebhook({
      url: path,
      body: event(5),
      timestampMs,
      clientSecret: SECRETS.hubspotClientSecret,
    });
    const response = await hubspot({
      body: `${event(5)} `,
      headers: { 'x-hubspot-signature-v3': signature },
    });
    await expectProblem(response, 'webhook.signature_invalid');
  });

  it.each([-300_001, 300_001])('is refused when it was signed %i ms from now', async (offMs) => {
    const response = await hubspot({ body: event(6), timestampMs: hub.clock.now().getTime() + offMs });
    await expectProblem(response, 'webhook.timestamp_out_of_window');
  });

  it('without a signature is refused, and leaves a counter and nothing else', async () => {
    const before = (await inOrganization('', (tx) => tx.select().from(inbox))).length;
    const response = await fetch(`${server.url}/hooks/${organization.hubspot.webhookToken}`, {
      method: 'POST',
      body: event(7),
    });
    await expectProblem(response, 'webhook.signature_missing');
    expect(await inOrganization('', (tx) => tx.select().from(inbox))).toHaveLength(before);
    const refusals = await inOrganization('', (tx) => tx.select().from(webhookRefusals));
    expect(refusals.find((row) => row.code === 'webhook.signature_missing')?.refusedCount).toBe(1n);
  });

  it('to a token that nobody has is answered 404', async () => {
    const response = await fetch(`${server.url}/hooks/nobody`, { method: 'POST', body: '[]' });
    await expectProblem(response, 'connection.not_found');
  });

  it('for a connection without a secret is never accepted', async () => {
    const { webhookToken } = await inOrganization('', (tx) =>
      createConnection(tx, hub.system(organization.id), {
        system: 'hubspot',
        name: 'Bare',
        role: 'crm',
        baseUrl: 'https://api.hubapi.com',
        config: {},
        secrets: { accessToken: 'token' },
      }),
    );
    const response = await fetch(`${server.url}/hooks/${webhookToken}`, { method: 'POST', body: '[]' });
    await expectProblem(response, 'webhook.secret_missing');
  });

  it('of Xero passes the intent to receive, and fails it with a wrong key', async () => {
    const body = '{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3r4Nd0mt3xt"}';
    const ask = (signature: string) =>
      fetch(`${server.url}/hooks/${organization.xero.webhookToken}`, {
        method: 'POST',
        body,
        headers: { 'x-xero-signature': signature },
      });
    const right = await ask(createHmac('sha256', SECRETS.xeroWebhookKey).update(body).digest('base64'));
    expect(right.status).toBe(200);
    expect(await right.text()).toBe('');
    const wrong = await ask(createHmac('sha256', 'other-key').update(body).digest('base64'));
    expect(wrong.status).toBe(401);
  });
});
