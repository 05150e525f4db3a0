import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenAPIBackend } from 'openapi-backend';
import { expect, onTestFinished, test } from 'vitest';
import { verifyHubspotWebhook } from '../../../runtime/src/adapters/systems/hubspot/verify-webhook.ts';
import { HUBSPOT_CONTRACT } from '../../../runtime/src/doubles/hubspot/contract.ts';
import { HUBSPOT_ERRORS } from '../../../runtime/src/doubles/hubspot/hubspot-errors.ts';
import { startDouble } from '../../../runtime/src/doubles/shared/start-double.ts';
import type { WebhookRequest } from '../../../runtime/src/flow/ports.ts';
import { ACCOUNT_NOW_MS, seedDeal, startAccount } from './start-account.ts';

const AUTHORIZED = { authorization: 'Bearer pat-test', 'content-type': 'application/json' };
const DEAL = '/crm/objects/2026-03/deals/42';

test('a call without the access token is refused as HubSpot refuses it', async () => {
  const { hubspot } = await startAccount();
  seedDeal(hubspot);
  for (const authorization of ['', 'Bearer other', 'Basic pat-test']) {
    const response = await fetch(hubspot.url + DEAL, { headers: { authorization } });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ status: 'error', category: 'INVALID_AUTHENTICATION' });
  }
});

test.each([
  ['a body that is no JSON', 'PATCH', DEAL, '{"prop', 400],
  ['a number as a property value', 'PATCH', DEAL, '{"properties":{"amount":12}}', 400],
  ['an update of nothing', 'PATCH', DEAL, '{"properties":{}}', 400],
  ['an update with unknown members', 'PATCH', DEAL, '{"properties":{"amount":"1"},"x":1}', 400],
  ['a property that the account does not have', 'PATCH', DEAL, '{"properties":{"nope":"1"}}', 400],
  ['an id that is no number', 'GET', '/crm/objects/2026-03/deals/abc', undefined, 400],
  ['a query parameter that is not documented', 'GET', `${DEAL}?foo=1`, undefined, 400],
  [
    'an empty batch',
    'POST',
    '/crm/objects/2026-03/products/batch/read',
    '{"properties":[],"inputs":[]}',
    400,
  ],
  [
    'a batch of 101',
    'POST',
    '/crm/objects/2026-03/products/batch/read',
    JSON.stringify({ properties: [], inputs: Array.from({ length: 101 }, (_, n) => ({ id: String(n) })) }),
    400,
  ],
  ['a path that is not documented', 'GET', '/crm/objects/2026-03/tickets', undefined, 404],
  ['a method that is not documented', 'DELETE', DEAL, undefined, 404],
  ['a deal that is not there', 'GET', '/crm/objects/2026-03/deals/7', undefined, 404],
])('%s is refused', async (_case, method, path, body, status) => {
  const { hubspot } = await startAccount();
  seedDeal(hubspot);
  const response = await fetch(hubspot.url + path, {
    method,
    headers: AUTHORIZED,
    ...(body === undefined ? {} : { body }),
  });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ status: 'error', correlationId: expect.any(String) });
  expect(hubspot.writes).toEqual([]);
});

test('a batch read of which some are missing is 207 with those that exist', async () => {
  const { hubspot } = await startAccount();
  seedDeal(hubspot);
  const body = JSON.stringify({ properties: ['name'], inputs: [{ id: '701' }, { id: '999' }] });
  const response = await fetch(`${hubspot.url}/crm/objects/2026-03/products/batch/read`, {
    method: 'POST',
    headers: AUTHORIZED,
    body,
  });
  expect(response.status).toBe(207);
  expect(await response.json()).toMatchObject({
    results: [{ id: '701', properties: { name: 'Seat' } }],
    numErrors: 1,
    errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['999'] } }],
  });
});

test('the real limit lets 190 calls through in 10 s, and the next one only later', async () => {
  let nowMs = ACCOUNT_NOW_MS;
  const { hubspot } = await startAccount({ limits: 'real', nowMs: () => nowMs });
  seedDeal(hubspot);
  const call = () => fetch(hubspot.url + DEAL, { headers: AUTHORIZED });
  for (let n = 0; n < 190; n += 1) {
    const response = await call();
    await response.body?.cancel();
    expect(response.status).toBe(200);
  }
  const refused = await call();
  expect(refused.status).toBe(429);
  expect(refused.headers.get('x-hubspot-ratelimit-remaining')).toBe('0');
  expect(await refused.json()).toMatchObject({ policyName: 'TEN_SECONDLY_ROLLING', errorType: 'RATE_LIMIT' });
  nowMs += 10_000;
  const later = await call();
  await later.body?.cancel();
  expect(later.headers.get('x-hubspot-ratelimit-remaining')).toBe('189');
});

test('the account survives a restart on the same state file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-hubspot-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const stateFile = join(folder, 'state', 'hubspot.json');
  const before = await startAccount({ stateFile });
  const externalId = seedDeal(before.hubspot);
  const property = { name: 'po_number', label: 'PO number', type: 'string', fieldType: 'text' } as const;
  before.hubspot.store.putProperty('deals', property);
  await before.connector.write({
    object: 'deal',
    externalId,
    fields: { invoiceStatus: 'paid' },
    references: {},
    operationKey: 'k',
  });
  const records = await before.connector.get('deal', externalId);
  await before.close();

  const after = await startAccount({ stateFile });
  expect(await after.connector.get('deal', externalId)).toEqual(records);
  expect(after.hubspot.store.getDeal(externalId).properties['seikyu_invoice_status']).toBe('paid');
  expect(after.hubspot.store.propertiesOf('deals')).toContainEqual(expect.objectContaining(property));
  expect(after.hubspot.store.putDeal({ properties: {} })).not.toBe(externalId);
  expect(await readdir(join(folder, 'state'))).toEqual(['hubspot.json']);
});

test('faults are used up in order, each by the calls that fit it', async () => {
  const { hubspot } = await startAccount();
  seedDeal(hubspot);
  hubspot.faults.add({ kind: 'status', status: 500, method: 'PATCH', pathPrefix: '/crm' });
  hubspot.faults.add({ kind: 'status', status: 503, pathPrefix: '/crm', times: 2 });
  const statuses: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    const response = await fetch(hubspot.url + DEAL, { headers: AUTHORIZED });
    await response.body?.cancel();
    statuses.push(response.status);
  }
  expect(statuses).toEqual([503, 503, 200]);
  expect(hubspot.faults.pendingCount()).toBe(1);
});

test('an answer that breaks the contract is reported and not sent', async () => {
  const ok = { status: 200, body: {} };
  const double = await startDouble({
    contract: HUBSPOT_CONTRACT,
    errors: HUBSPOT_ERRORS,
    security: { accessToken: () => true },
    handlers: {
      getObject: () => ({ status: 200, body: { id: 'abc', properties: { amount: 12 } } }),
      updateObject: () => ({ status: 418, body: null }),
      batchRead: () => ok,
      listAssociations: () => ok,
      listProperties: () => ok,
    },
  });
  onTestFinished(() => double.stop());
  const response = await fetch(double.url + DEAL);
  expect(response.status).toBe(500);
  const update = { method: 'PATCH', headers: AUTHORIZED, body: '{"properties":{"amount":"1"}}' };
  expect((await fetch(double.url + DEAL, update)).status).toBe(500);
  expect(double.contractViolations).toEqual([
    expect.stringMatching(/^getObject 200: .*required property.*\/properties\/amount must be string/),
    'updateObject 418: status 418 is not in the contract',
  ]);
});

test('a double that lacks an operation of its contract does not start', async () => {
  const start = startDouble({ contract: HUBSPOT_CONTRACT, errors: HUBSPOT_ERRORS, handlers: {} });
  await expect(start).rejects.toThrow('double handles');
});

test('a webhook of the double is an array of one signed event, and holds only for its own secret', async () => {
  const received: WebhookRequest[] = [];
  const receiver = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    );
    received.push({
      method: incoming.method ?? '',
      url: `${origin}${incoming.url}`,
      headers,
      body: Buffer.concat(chunks),
      receivedAtMs: ACCOUNT_NOW_MS,
    });
    outgoing.writeHead(202).end('{}');
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = receiver.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  onTestFinished(() => void receiver.close());
  const { hubspot, connector } = await startAccount();
  const webhook = {
    targetUrl: `${origin}/hooks/con_1?a=b%3Ac%20d`,
    dealId: '42',
    propertyName: 'dealstage',
    propertyValue: 'closedwon',
  };
  expect(await hubspot.sendDealWebhook(webhook)).toEqual({ status: 202 });
  await hubspot.sendDealWebhook({ ...webhook, signWith: 'wrong' });
  await hubspot.sendDealWebhook({ ...webhook, eventId: 5 });
  const verdicts = received.map((request) => verifyHubspotWebhook(request, 'client-secret').ok);
  expect(verdicts).toEqual([true, false, true]);
  const hints = received.map(({ body }) => connector.parseWebhook(body));
  expect(hints[0]).toMatchObject({
    ok: true,
    value: [{ object: 'deal', externalId: '42', occurredAtMs: ACCOUNT_NOW_MS }],
  });
  expect(hints[2]).toMatchObject({ ok: true, value: [{ dedupeKey: `5:12345:${ACCOUNT_NOW_MS}` }] });
});

test('the contract is valid OpenAPI, and names the source of every operation', async () => {
  const backend = new OpenAPIBackend({
    definition: HUBSPOT_CONTRACT,
    strict: true,
    quick: false,
    validate: false,
  });
  await backend.init();
  for (const { description } of backend.getOperations())
    expect(description).toMatch(/^source: developers\.hubspot\.com\//);
});
