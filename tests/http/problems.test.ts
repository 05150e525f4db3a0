import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../runtime/src/core/app-error.ts';
import { createInboxWriter } from '../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { assertRoutesDeclared } from '../../runtime/src/http/assert-routes-declared.ts';
import { createApp } from '../../runtime/src/http/create-app.ts';
import { toProblem } from '../../runtime/src/http/problem.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';

let loop: HttpLoop;
let key: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
});
afterAll(() => loop.hub.close());

describe('every answer', () => {
  it('carries an id of its request, the one that was sent when it is one', async () => {
    const own = await loop.call(key, '/v1/invoices');
    expect(own.headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
    const sent = await loop.call(key, '/v1/invoices', { headers: { 'x-request-id': 'n8n-17.3' } });
    expect(sent.headers.get('x-request-id')).toBe('n8n-17.3');
    const bad = await loop.call(key, '/v1/invoices', { headers: { 'x-request-id': 'a b<script>' } });
    expect(bad.headers.get('x-request-id')).toMatch(/^req_/);
  });

  it.each(['/v1/invoices', '/v1/nothing', '/healthz', '/docs', '/nothing', '/docs/errors/auth.missing'])(
    'at %s has the security headers',
    async (path) => {
      const { headers } = await loop.call(key, path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('cache-control')).toBe(path.startsWith('/v1/') ? 'no-store' : null);
    },
  );

  it('to a HEAD request has no body and needs the same key', async () => {
    expect((await loop.call(undefined, '/v1/invoices', { method: 'HEAD' })).status).toBe(401);
    const response = await loop.call(key, '/v1/invoices', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });
});

describe('a problem', () => {
  it('says 404 where nothing is, and 405 with the methods where the path is for others', async () => {
    await expectProblem(await loop.call(key, '/v1/nothing'), 'request.not_found');
    const response = await loop.call(key, '/v1/invoices/inv_1/approve', { method: 'PUT' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const list = await loop.call(key, '/v1/invoices', { method: 'DELETE' });
    expect(list.headers.get('allow')).toBe('GET, POST');
  });

  it('of our own making has no detail, and where it was thrown is in the log', async () => {
    const logged: unknown[] = [];
    const deps = {
      ...loop.hub.deps,
      log: { ...loop.hub.deps.log, error: (fields: Record<string, unknown>) => void logged.push(fields) },
      renderer: {
        ...loop.hub.deps.renderer,
        renderCardPng: () => Promise.reject(new Error('secret path /etc/hub')),
      },
    };
    const app = createApp({ deps, inbox: createInboxWriter(deps), isReady: async () => true });
    await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
    await loop.hub.drain();
    const [invoice] = await loop.invoices();
    const response = await app.request(`/v1/invoices/${invoice?.id}/card.png`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const text = await response.clone().text();
    const problem = await expectProblem(response, 'request.internal');
    expect(problem).toMatchObject({ status: 500, errors: [] });
    expect(problem).not.toHaveProperty('detail');
    expect(text).not.toContain('secret path');
    const lines = JSON.stringify(logged);
    expect(lines).toContain('problems.test.ts:');
    // Where it was thrown is enough to find it; what a library says may quote what it was given.
    expect(lines).not.toContain('secret path');
  });

  it('of a code with status 500 has no detail either', async () => {
    const error = new AppError('render.failed', {
      detail: 'font X is broken',
      errors: [{ pointer: '', code: 'a', detail: 'b' }],
    });
    const response = toProblem(error, { requestId: 'req_1', publicBaseUrl: '' });
    expect(await response.text()).not.toContain('font X');
  });

  it('says how long to wait where waiting helps, in whole seconds', () => {
    const waitOf = (error: AppError) =>
      toProblem(error, { requestId: 'r', publicBaseUrl: '' }).headers.get('retry-after');
    expect(waitOf(new AppError('target.rate_limited', { retryAfterMs: 1_200 }))).toBe('2');
    expect(waitOf(new AppError('request.rate_limited', { retryAfterMs: 10 }))).toBe('1');
    expect(waitOf(new AppError('idempotency.in_progress'))).toBe('2');
    expect(waitOf(new AppError('approval.already_decided'))).toBeNull();
  });

  it('says that the database is away, not that we are broken', async () => {
    const unreachable = () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    const deps = {
      ...loop.hub.deps,
      database: { ...loop.hub.database, inOrganization: unreachable, inNoOrganization: unreachable },
    };
    const app = createApp({ deps, inbox: createInboxWriter(deps), isReady: unreachable });
    const headers = { authorization: `Bearer ${key}` };
    const response = await app.request('/v1/invoices', { headers });
    expect(response.headers.get('retry-after')).toBe('2');
    await expectProblem(response, 'database.unavailable');
    await expectProblem(await app.request('/readyz'), 'database.unavailable');
    expect((await app.request('/healthz')).status).toBe(200);
  });
});

describe('a process that is stopping', () => {
  it('refuses what comes in over an open connection, and closes it', async () => {
    const response = await loop.app.request('/v1/invoices', {}, { isStopping: true });
    expect(response.headers.get('connection')).toBe('close');
    expect(response.headers.get('retry-after')).toBe('2');
    await expectProblem(response, 'request.shutting_down');
  });
});

describe('start-up', () => {
  it('fails for a route that declares no permission', () => {
    const { deps } = loop.hub;
    const app = createApp({ deps, inbox: createInboxWriter(deps), isReady: async () => true });
    app.get('/v1/back-door', (c) => c.text('open'));
    expect(() => assertRoutesDeclared(app)).toThrow('GET /v1/back-door has no rule');
  });

  it('leaves a route that came later closed, even to a key with every permission', async () => {
    const { deps } = loop.hub;
    const app = createApp({ deps, inbox: createInboxWriter(deps), isReady: async () => true });
    app.get('/v1/back-door', (c) => c.text('open'));
    const response = await app.request('/v1/back-door', { headers: { authorization: `Bearer ${key}` } });
    await expectProblem(response, 'request.not_found');
  });
});
