import type { NodeApiError } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { askHub } from '../../nodes/transport/hub-request.ts';
import { listAll } from '../../nodes/transport/list-all.ts';
import { createContext } from './support/fake-context.ts';
import { type Answer, createFakeHub, problem } from './support/fake-hub.ts';

const REQUEST = { method: 'GET', path: '/v1/me', doing: 'trying', itemIndex: 3 } as const;

async function failureOf(answer: Answer): Promise<NodeApiError> {
  const hub = createFakeHub({ 'GET /v1/me': answer });
  const { execute } = createContext({ hub, parameters: {} });
  const error = await askHub(execute, REQUEST).catch((cause: unknown) => cause);
  return error as NodeApiError;
}

/** An error as n8n gives it: the library's own is its cause. */
const wrapped = (code: string): Error =>
  Object.assign(new Error('The service refused the connection - perhaps it is offline'), {
    cause: Object.assign(new Error(`connect ${code} 127.0.0.1:1`), { code }),
  });

describe('an answer that is no success', () => {
  test('gives the sentence of the hub as message, with code, page, request and item', async () => {
    const error = await failureOf(problem(409, 'invoice.transition_refused', 'The invoice is issued.'));
    expect(error.message).toBe('The invoice is issued.');
    expect(error.httpCode).toBe('409');
    expect(error.description).toContain('Code: invoice.transition_refused');
    expect(error.description).toContain('More: https://hub.example/docs/errors/invoice.transition_refused');
    expect(error.description).toContain('Request: req_1');
    expect(error.description).toContain('While: trying.');
    expect(error.context['itemIndex']).toBe(3);
  });

  test('names every place that the hub found fault with', async () => {
    const answer = problem(400, 'request.invalid', 'The request does not match its schema');
    const errors = [{ pointer: '/amount', code: 'request.invalid', detail: 'must be more than zero' }];
    const error = await failureOf({ ...answer, body: { ...(answer.body as object), errors } });
    expect(error.description).toContain('/amount: must be more than zero');
  });

  test('a revoked key and one that is too narrow say different things', async () => {
    const revoked = await failureOf(
      problem(401, 'auth.invalid', 'The API key is unknown, expired or revoked'),
    );
    const narrow = await failureOf(problem(403, 'auth.scope_missing', 'This needs the permission "issue".'));
    expect(revoked.message).toBe('The API key is unknown, expired or revoked');
    expect(revoked.description).toContain('Make a new one');
    expect(narrow.message).toBe('This needs the permission "issue".');
    expect(narrow.description).toContain('too narrow');
    expect([revoked.httpCode, narrow.httpCode]).toEqual(['401', '403']);
  });

  test('a proxy before the hub is told apart from the hub', async () => {
    const error = await failureOf({ status: 502, body: '<html>Bad Gateway</html>' });
    expect(error.message).toBe('Something before the Seikyu hub answered with status 502');
    expect(error.description).toContain('proxy');
  });

  test('bytes of a problem are read like its JSON', async () => {
    const answer = problem(404, 'invoice.not_found', 'There is no such invoice');
    const error = await failureOf({ ...answer, body: Buffer.from(JSON.stringify(answer.body)) });
    expect(error.message).toBe('There is no such invoice');
  });
});

describe('no answer', () => {
  test.each(['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET'])(
    '%s says that the hub cannot be reached',
    async (code) => {
      const error = await failureOf({ error: wrapped(code) });
      expect(error.message).toBe('The Seikyu hub at hub.example cannot be reached');
      expect(error.description).toContain('Base URL');
      expect(error.context['data']).toEqual({ code: 'hub.unreachable' });
    },
  );

  test.each(['ECONNABORTED', 'ETIMEDOUT'])(
    '%s says that the hub was slow, and that repeating is safe',
    async (code) => {
      const error = await failureOf({ error: wrapped(code) });
      expect(error.message).toBe('The Seikyu hub did not answer within 60 seconds');
      expect(error.description).toContain('does nothing twice');
    },
  );

  test('a code that is only left in the texts is found', async () => {
    const error = await failureOf({
      error: Object.assign(new Error('Offline'), { messages: ['connect ECONNREFUSED'] }),
    });
    expect(error.description).toContain('the connection was refused');
  });
});

describe('a hub that asks to wait', () => {
  const busy = problem(429, 'request.rate_limited', 'Too many requests with this key', {
    'retry-after': '0',
  });

  test('is asked again, as the same request', async () => {
    const hub = createFakeHub({ 'POST /v1/x': (_, count) => (count < 2 ? busy : { body: { ok: true } }) });
    const { execute } = createContext({ hub, parameters: {} });
    const request = { method: 'POST', path: '/v1/x', idempotencyKey: 'k', doing: 'trying' } as const;
    expect((await askHub(execute, request)).body).toEqual({ ok: true });
    expect(hub.asked.map(({ key }) => key)).toEqual(['"k"', '"k"', '"k"']);
  });

  test('is not asked for ever', async () => {
    const hub = createFakeHub({ 'GET /v1/me': busy });
    const { execute } = createContext({ hub, parameters: {} });
    await expect(askHub(execute, REQUEST)).rejects.toThrow('Too many requests');
    expect(hub.asked).toHaveLength(6);
  });

  test('for longer than a node may wait fails at once, and says how long', async () => {
    const error = await failureOf(
      problem(429, 'request.rate_limited', 'Too many requests with this key', { 'retry-after': '90' }),
    );
    expect(error.description).toContain('The hub asks to wait 90 seconds');
    expect(error.description).toContain('Retry On Fail');
  });
});

test('the key goes through n8n, and the address has no slash too many', async () => {
  const hub = createFakeHub({ 'GET /v1/me': { body: {} } });
  const options: Record<string, unknown>[] = [];
  const watching = {
    ...hub,
    request: (given: Record<string, unknown>) => {
      options.push(given);
      return hub.request(given);
    },
  };
  await askHub(createContext({ hub: watching, parameters: {} }).execute, REQUEST);
  expect(options[0]?.['url']).toBe('https://hub.example/v1/me');
  expect(JSON.stringify(options)).not.toContain('secret');
});

describe('a list', () => {
  const pages = createFakeHub({
    'GET /v1/things': ({ query }) => {
      const from = Number(query['cursor'] ?? 0);
      const items = Array.from({ length: Number(query['limit']) }, (_, index) => ({ id: from + index }));
      const next = from + items.length;
      return {
        body: { items: items.filter(({ id }) => id < 250), nextCursor: next < 250 ? String(next) : null },
      };
    },
  });
  const { execute } = createContext({ hub: pages, parameters: {} });
  const list = (limit: number) =>
    listAll(execute, { path: '/v1/things', query: {}, limit, doing: 'listing' });

  test('is read to its end, page by page', async () => {
    const all = await list(Number.POSITIVE_INFINITY);
    expect(all.map(({ id }) => id)).toEqual(Array.from({ length: 250 }, (_, index) => index));
  });

  test('is read no further than the limit', async () => {
    const before = pages.asked.length;
    expect(await list(120)).toHaveLength(120);
    expect(pages.asked.slice(before).map(({ query }) => query['limit'])).toEqual([100, 20]);
  });
});
