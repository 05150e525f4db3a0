import { expect, test } from 'vitest';
import { NOW_MS, startOrganisation, TENANT_ID } from './start-organisation.ts';

const GET_ITEM = { method: 'GET', path: '/Items/SEAT', limitClass: 'general' } as const;

test('a 429 with Retry-After is handed on with that wait', async () => {
  const { xero, connector } = await startOrganisation();
  xero.faults.add({ kind: 'rate_limit', pathPrefix: '/Items', retryAfterSeconds: 7 });
  await expect(connector.find('item', 'SEAT')).rejects.toMatchObject({
    code: 'target.rate_limited',
    retryAfterMs: 7_000,
    detail: 'Xero answered 429 (limit: minute).',
  });
});

test('a 429 without Retry-After waits for the window of the limit that it names', async () => {
  const { xero, connector } = await startOrganisation();
  xero.faults.add({ kind: 'rate_limit', pathPrefix: '/Items' });
  await expect(connector.find('item', 'SEAT')).rejects.toMatchObject({
    code: 'target.rate_limited',
    retryAfterMs: 60_000,
  });
});

test('the sixty-first call in a minute is refused, and let in when the first is a minute old', async () => {
  let nowMs = NOW_MS;
  const { xero } = await startOrganisation({ limits: 'real', nowMs: () => nowMs });
  const ask = (): Promise<Response> =>
    fetch(`${xero.url}/Items/SEAT`, {
      headers: { authorization: 'Bearer xero-token', 'xero-tenant-id': TENANT_ID },
    });
  for (let count = 0; count < 60; count += 1) expect((await ask()).status).toBe(404);
  nowMs += 20_000;
  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(refused.headers.get('x-rate-limit-problem')).toBe('minute');
  expect(refused.headers.get('retry-after')).toBe('40');
  nowMs += 40_000;
  expect((await ask()).status).toBe(404);
});

test('the sixth call at once is refused, and let in when one of the five is answered', async () => {
  const { xero } = await startOrganisation({ limits: 'real' });
  const ask = (): Promise<Response> =>
    fetch(`${xero.url}/Items/SEAT`, {
      headers: { authorization: 'Bearer xero-token', 'xero-tenant-id': TENANT_ID },
    });
  const release = xero.holdCalls();
  const answers = Array.from({ length: 6 }, ask);
  const first = await Promise.race(answers);
  expect(first.status).toBe(429);
  expect(first.headers.get('x-rate-limit-problem')).toBe('concurrent');
  release();
  const statuses = await Promise.all(answers.map(async (answer) => (await answer).status));
  expect(statuses.toSorted()).toEqual([404, 404, 404, 404, 404, 429]);
  expect((await ask()).status).toBe(404);
});

test('our own calls stay below what Xero allows: five at once, and 55 a minute', async () => {
  const { xero, transport } = await startOrganisation(
    { limits: 'real' },
    { nowMs: () => 0, limitWaitMaxMs: 0 },
  );
  const calls = await Promise.allSettled(Array.from({ length: 60 }, () => transport.request(GET_ITEM)));
  const codes = calls.map((call) => (call.status === 'rejected' ? call.reason.code : 'none'));
  expect(codes.filter((code) => code === 'record.not_found')).toHaveLength(55);
  expect(codes.filter((code) => code === 'target.rate_limited')).toHaveLength(5);
  expect(xero.requests).toHaveLength(55);
});

test.each([
  [401, 'target.unauthorized'],
  [403, 'target.forbidden'],
  [500, 'target.unavailable'],
  [503, 'target.unavailable'],
])('status %i is raised as %s', async (status, code) => {
  const { xero, connector } = await startOrganisation();
  xero.faults.add({ kind: 'status', status, pathPrefix: '/Items', body: { Title: 'no', Status: status } });
  await expect(connector.find('item', 'SEAT')).rejects.toMatchObject({ code });
});
