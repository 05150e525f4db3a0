import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppError } from '../../runtime/src/core/app-error.ts';
import { createInboxWriter } from '../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { createApp } from '../../runtime/src/http/create-app.ts';
import { createHookListener } from '../../runtime/src/http/hooks/create-hook-listener.ts';
import { createPublicServices } from '../../runtime/src/http/public-services.ts';
import { createQuotas } from '../../runtime/src/http/quotas.ts';
import type { Holder } from '../../runtime/src/http/refusals/create-holder.ts';
import { createEarlyRefusals } from '../../runtime/src/http/refusals/refuse-early.ts';
import { type ServedApp, serveApp } from '../../runtime/src/http/serve-app.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';

const QUOTA = 2;

let loop: HttpLoop;
let server: ServedApp;
let trips = 0;
/** Answers that are held, by whose they are; the test lets them go. */
const held: { sender: string; answer: () => void }[] = [];
let isHolding = false;

beforeAll(async () => {
  loop = await createHttpLoop();
  const { deps: real } = loop.hub;
  const { inOneTrip, inNoOrganization } = real.database;
  const deps: typeof real = {
    ...real,
    database: {
      ...real.database,
      inOneTrip: (...asked) => {
        trips += 1;
        return inOneTrip(...asked);
      },
      inNoOrganization: (work) => {
        trips += 1;
        return inNoOrganization(work);
      },
    },
  };
  const hold: Holder = (sender, _outgoing, answer) => {
    if (isHolding) held.push({ sender, answer });
    else answer();
  };
  const limits = { requestsMax: QUOTA, requestsWindowMs: 60_000 };
  const parts = { deps, inbox: createInboxWriter(deps), isReady: async () => true, limits };
  const services = createPublicServices(parts);
  const quotas = createQuotas(services.limits);
  const full: typeof services = {
    ...services,
    receive: () => Promise.reject(new AppError('webhook.queue_full', { retryAfterMs: 60_000 })),
  };
  server = await serveApp({
    app: createApp({ ...parts, quotas }),
    refusals: createEarlyRefusals(deps, { quotas, hold }),
    hooks: createHookListener(full, deps, hold),
    host: '127.0.0.1',
    port: 0,
  });
});
afterAll(async () => {
  await server.close(1_000);
  await loop.hub.close();
});

const ask = (key: string, init: RequestInit = {}, path = '/v1/me'): Promise<Response> =>
  fetch(`${server.url}${path}`, { ...init, headers: { authorization: `Bearer ${key}`, ...init.headers } });

/** A key whose quota is used up. */
async function usedUpKey(): Promise<string> {
  const { key } = await loop.key();
  for (let index = 0; index < QUOTA; index += 1) expect((await ask(key)).status).toBe(200);
  return key;
}

const fieldsOf = (response: Response): string[] =>
  [...response.headers.keys()].filter((name) => !['date', 'connection', 'keep-alive'].includes(name)).sort();

it('a request above its quota is refused without a question to the database, as the app refuses it', async () => {
  const key = await usedUpKey();
  const before = trips;
  const refused = await ask(key, { headers: { 'x-request-id': 'req-mine' } });
  expect(trips).toBe(before);
  expect(refused.headers.get('x-request-id')).toBe('req-mine');
  expect(refused.headers.get('retry-after')).toBe('60');
  expect(refused.headers.get('ratelimit')).toMatch(/^"default";r=0;t=60, /);
  const other = await loop.key();
  const ofApp = await loop.app.request('/v1/me', { headers: { authorization: `Bearer ${other.key}` } });
  expect(fieldsOf(refused)).toEqual(
    [...fieldsOf(ofApp).filter((name) => name !== 'content-length'), 'content-length', 'retry-after'].sort(),
  );
  await expectProblem(refused, 'request.rate_limited');
});

it('when the window has passed the key is served again, and one that was revoked is refused for that', async () => {
  const admin = await loop.key();
  const { key, id } = await loop.key();
  for (let index = 0; index < QUOTA; index += 1) await ask(key);
  expect((await ask(key)).status).toBe(429);
  await loop.call(admin.key, `/v1/api-keys/${id}`, { method: 'DELETE' });
  loop.hub.clock.advance(60_000);
  expect((await ask(key)).status).toBe(401);
});

it('the refusals of a key are held and answered in their time, while others are served', async () => {
  const key = await usedUpKey();
  const other = await loop.key();
  isHolding = true;
  const refused = ask(key);
  expect((await ask(other.key)).status).toBe(200);
  await expect.poll(() => held.length).toBe(1);
  expect(held[0]?.sender).toBe(loop.organization.id);
  isHolding = false;
  held.pop()?.answer();
  expect((await refused).status).toBe(429);
});

it('a body above the quota is not read: its connection ends after the answer', async () => {
  const key = await usedUpKey();
  const socket = connect(server.port, '127.0.0.1');
  const ended = new Promise<string>((resolve) => {
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      received += chunk;
    });
    socket.once('close', () => resolve(received));
  });
  socket.write(
    `POST /v1/products HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-length: 1000000\r\n\r\n{`,
  );
  const received = await ended;
  expect(received).toMatch(/^HTTP\/1\.1 429 /);
  expect(received.toLowerCase()).toContain('connection: close');
});

it('a webhook of a connection of which too much waits is held as well', async () => {
  isHolding = true;
  const refused = fetch(`${server.url}/hooks/token-of-it`, { method: 'POST', body: '[]' });
  await expect.poll(() => held.length).toBe(1);
  expect(held[0]?.sender).toBe('token-of-it');
  isHolding = false;
  held.pop()?.answer();
  expect((await refused).status).toBe(503);
  expect((await refused).headers.get('retry-after')).toBe('60');
});
