import { expect, test } from 'vitest';
import { createHubspotTransport } from '../../../runtime/src/adapters/systems/hubspot/create-hubspot-transport.ts';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import { seedDeal, startAccount } from './start-account.ts';

const GET_DEAL = { method: 'GET', path: '/crm/objects/2026-03/deals/42', limitClass: 'general' } as const;
const PATCH_DEAL = {
  ...GET_DEAL,
  method: 'PATCH',
  body: { properties: { seikyu_invoice_status: 'paid' } },
} as const;

test.each([
  [400, 'target.refused'],
  [401, 'target.unauthorized'],
  [403, 'target.forbidden'],
  [404, 'record.not_found'],
  [409, 'target.conflict'],
  [500, 'target.unavailable'],
  [503, 'target.unavailable'],
])('status %i is raised as %s', async (status, code) => {
  const { hubspot, transport } = await startAccount();
  hubspot.faults.add({ kind: 'status', status, pathPrefix: '/', body: { status: 'error' } });
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({
    code,
    context: { method: 'GET', status },
  });
});

test('an error page of a gateway is classified by its status', async () => {
  const { hubspot, transport } = await startAccount();
  hubspot.faults.add({
    kind: 'status',
    status: 502,
    headers: { 'content-type': 'text/html' },
    pathPrefix: '/',
    body: '<html>',
  });
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({ code: 'target.unavailable' });
});

test('a redirect is never followed', async () => {
  const { hubspot, transport } = await startAccount();
  seedDeal(hubspot);
  const location = `${hubspot.url}/crm/objects/2026-03/deals/42`;
  hubspot.faults.add({ kind: 'status', status: 302, headers: { location }, pathPrefix: '/' });
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({ code: 'outbound.address_refused' });
  expect(hubspot.requests).toHaveLength(1);
});

test('Retry-After is handed on, and further calls are kept away without being made', async () => {
  const { hubspot } = await startAccount();
  const transport = createHubspotTransport({
    accessToken: 'pat-test',
    baseUrl: hubspot.url,
    openedOrigins: [hubspot.url],
    limitWaitMaxMs: 1_000,
    nowMs: () => 0,
  });
  hubspot.faults.add({ kind: 'status', status: 429, headers: { 'retry-after': '7' }, pathPrefix: '/' });
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({
    code: 'target.rate_limited',
    retryAfterMs: 7_000,
  });
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({
    code: 'target.rate_limited',
    retryAfterMs: 7_000,
  });
  expect(hubspot.requests).toHaveLength(1);
  transport.close();
});

test('a 429 without Retry-After waits for the window that its policy names', async () => {
  const { hubspot, transport } = await startAccount();
  hubspot.faults.add({ kind: 'rate_limit', pathPrefix: '/' });
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({
    code: 'target.rate_limited',
    retryAfterMs: 10_000,
  });
});

test('after a 429 the next call waits as long as Retry-After says, whatever the policy, and then succeeds', async () => {
  const { hubspot } = await startAccount();
  seedDeal(hubspot);
  const waits: number[] = [];
  const transport = createHubspotTransport({
    accessToken: 'pat-test',
    baseUrl: hubspot.url,
    openedOrigins: [hubspot.url],
    nowMs: () => 0,
    wait: async (delayMs) => void waits.push(delayMs),
  });
  hubspot.faults.add({ kind: 'rate_limit', pathPrefix: '/', retryAfterSeconds: 2 });
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({ retryAfterMs: 2_000 });
  expect((await transport.request(GET_DEAL)).status).toBe(200);
  expect(waits).toEqual([2_000]);
  transport.close();
});

test('a write that is answered by silence may have been made, and is not sent twice', async () => {
  const { hubspot, transport } = await startAccount();
  seedDeal(hubspot);
  hubspot.faults.add({ kind: 'commit_then_hang_up', pathPrefix: '/' });
  await expect(transport.request(PATCH_DEAL)).rejects.toMatchObject({
    code: 'target.timeout',
    context: { outcome: 'unknown' },
  });
  expect(hubspot.writes).toHaveLength(1);
});

test('on a kept-alive socket too, a write is not sent twice', async () => {
  const { hubspot, transport } = await startAccount();
  seedDeal(hubspot);
  await transport.request(GET_DEAL);
  hubspot.faults.add({ kind: 'commit_then_hang_up', pathPrefix: '/' });
  await expect(transport.request(PATCH_DEAL)).rejects.toMatchObject({ code: 'target.timeout' });
  expect(hubspot.writes).toHaveLength(1);
});

test('a read on a kept-alive socket that closes under it is tried once more', async () => {
  const { hubspot, transport } = await startAccount();
  seedDeal(hubspot);
  await transport.request(GET_DEAL);
  hubspot.faults.add({ kind: 'commit_then_hang_up', pathPrefix: '/' });
  expect((await transport.request(GET_DEAL)).status).toBe(200);
  expect(hubspot.requests).toHaveLength(3);
});

test('no answer in time is target.timeout with an unknown outcome', async () => {
  const { hubspot, transport } = await startAccount({}, { totalTimeoutMs: 50 });
  hubspot.faults.add({ kind: 'hang', pathPrefix: '/' });
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({
    code: 'target.timeout',
    context: { outcome: 'unknown' },
  });
});

test('a body that never ends is target.timeout', async () => {
  const { hubspot, transport } = await startAccount({}, { totalTimeoutMs: 200 });
  seedDeal(hubspot);
  hubspot.faults.add({ kind: 'slow_body', pathPrefix: '/' });
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({ code: 'target.timeout' });
});

test('broken JSON is target.garbage', async () => {
  const { hubspot, transport } = await startAccount();
  hubspot.faults.add({ kind: 'garbage', pathPrefix: '/' });
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({ code: 'target.garbage' });
});

test('gzip that breaks off is target.garbage', async () => {
  const { hubspot, transport } = await startAccount();
  seedDeal(hubspot);
  hubspot.faults.add({ kind: 'truncated_gzip', pathPrefix: '/' });
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({ code: 'target.garbage' });
});

test('a body is taken up to the cap and refused one byte above it', async () => {
  const { hubspot, transport } = await startAccount({}, { responseMaxBytes: 1_000 });
  hubspot.faults.add({ kind: 'oversize', bytes: 1_000, pathPrefix: '/' });
  hubspot.faults.add({ kind: 'oversize', bytes: 1_001, pathPrefix: '/' });
  expect((await transport.request(GET_DEAL)).status).toBe(200);
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({ code: 'target.garbage' });
});

test('the cap counts decoded bytes: a small gzip that unpacks large is refused', async () => {
  const { hubspot, transport } = await startAccount({}, { responseMaxBytes: 50_000 });
  const { store } = hubspot;
  store.putDeal({ id: '42', properties: { description: 'x'.repeat(60_000) } });
  const request = { ...GET_DEAL, query: { properties: 'description' } };
  await expect(transport.request(request)).rejects.toMatchObject({ code: 'target.garbage' });
  store.putDeal({ id: '42', properties: { description: 'x'.repeat(40_000) } });
  const { headers, body } = await transport.request(request);
  expect(headers['content-encoding']).toBe('gzip');
  expect(body).toMatchObject({ properties: { description: 'x'.repeat(40_000) } });
});

test('a double that is not running is target.unavailable, and nothing was sent', async () => {
  const { hubspot, transport, close } = await startAccount();
  await hubspot.stop();
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({
    code: 'target.unavailable',
    context: { outcome: 'not_sent' },
  });
  await close();
});

test('the transport goes to a private address only when its origin was opened by name', async () => {
  const { hubspot } = await startAccount();
  const transport = createHubspotTransport({
    accessToken: 'pat-test',
    baseUrl: hubspot.url,
    openedOrigins: [],
  });
  await expect(transport.request(GET_DEAL)).rejects.toMatchObject({ code: 'outbound.address_refused' });
  expect(hubspot.requests).toEqual([]);
  transport.close();
});

test('neither token, query nor body get into an error, however it fails', async () => {
  const { hubspot } = await startAccount();
  seedDeal(hubspot);
  const transport = createHubspotTransport({
    accessToken: 'canary-token',
    baseUrl: hubspot.url,
    openedOrigins: [hubspot.url],
    totalTimeoutMs: 200,
  });
  const canary = {
    ...PATCH_DEAL,
    query: { q: 'canary-query' },
    body: { properties: { canary_body: 'canary-body' } },
  };
  const kinds = ['commit_then_hang_up', 'hang', 'garbage', 'truncated_gzip', 'slow_body'] as const;
  const failures: unknown[] = [await transport.request(canary).catch((error: unknown) => error)];
  for (const kind of kinds) {
    hubspot.faults.add({ kind, pathPrefix: '/' });
    failures.push(await transport.request(canary).catch((error: unknown) => error));
  }
  const body = { message: 'canary-body canary-token', category: 'canary body' };
  hubspot.faults.add({ kind: 'status', status: 400, body, pathPrefix: '/' });
  failures.push(await transport.request(canary).catch((error: unknown) => error));
  for (const failure of failures) {
    if (!(failure instanceof AppError)) throw new Error('the call did not fail with an AppError');
    const { message, detail, context, cause, stack } = failure;
    expect(JSON.stringify([message, detail, context, stack, cause, String(cause)])).not.toContain('canary');
  }
  transport.close();
});
