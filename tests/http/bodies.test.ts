import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInboxWriter } from '../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { createApp } from '../../runtime/src/http/create-app.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';

const MEBIBYTE = 1024 * 1024;
let loop: HttpLoop;
let key: string;
let next = 0;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
});
afterAll(() => loop.hub.close());

const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  loop.call(key, path, {
    body,
    headers: { 'content-type': 'application/json', ...headers },
    idempotencyKey: `body-${next++}`,
  });
const textOf = (bytes: number) => `{"dealId":"${'x'.repeat(bytes - 13)}"}`;

describe('a body', () => {
  it.each([
    ['of the API', '/v1/invoices', MEBIBYTE],
    ['of pushed records', '/v1/records/hubspot/company', 8 * MEBIBYTE],
    ['of a webhook', '/hooks/nobody', 2 * MEBIBYTE],
  ])('%s is refused one byte above its bound', async (_what, path, maxBytes) => {
    await expectProblem(await post(path, textOf(maxBytes + 1)), 'request.body_too_large');
    expect((await post(path, textOf(maxBytes))).status).not.toBe(413);
  });

  it('without a length is counted as it comes, and reading stops at the bound', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });
    const response = await loop.app.request(
      new Request('https://hub.example/v1/invoices', {
        method: 'POST',
        body: endless,
        duplex: 'half',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': 'endless',
        },
      }),
    );
    await expectProblem(response, 'request.body_too_large');
    expect(pulled).toBeLessThan(MEBIBYTE / (64 * 1024) + 8);
  });

  it('that is small and compressed is counted as large as it is: a bomb is cut at the bound', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MEBIBYTE, 0x20));
    expect(bomb.length).toBeLessThan(MEBIBYTE);
    for (const path of ['/v1/invoices', '/v1/records/hubspot/company', '/hooks/nobody']) {
      await expectProblem(
        await post(path, new Uint8Array(bomb), { 'content-encoding': 'gzip' }),
        'request.body_too_large',
      );
    }
  });

  it('that is compressed is read', async () => {
    const body = new Uint8Array(gzipSync('{"id":"gz"}'));
    const response = await post('/v1/records/hubspot/company', body, { 'content-encoding': 'gzip' });
    expect(response.status).toBe(202);
  });

  it.each([
    ['is not what it says', 'gzip', /not valid gzip/],
    ['is of an encoding that we do not read', 'br', /does not match/],
  ])('that %s is refused', async (_what, encoding, detail) => {
    const problem = await expectProblem(
      await post('/v1/invoices', '{"dealId":"x"}', { 'content-encoding': encoding }),
      'request.invalid',
    );
    expect(problem.detail).toMatch(detail);
  });

  it('that does not end in time is given up', async () => {
    const { deps } = loop.hub;
    const app = createApp({
      deps,
      inbox: createInboxWriter(deps),
      isReady: async () => true,
      limits: { bodyTimeoutMs: 20 },
    });
    const silent = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });
    const response = await app.request(
      new Request('https://hub.example/hooks/nobody', { method: 'POST', body: silent, duplex: 'half' }),
    );
    await expectProblem(response, 'request.timeout');
  });
});

describe('a JSON body', () => {
  it.each([
    ['that breaks off', '{"dealId":'],
    ['that is not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['with a comment', '{"dealId":"x"} // yes'],
  ])('%s is malformed', async (_what, body) => {
    await expectProblem(await post('/v1/invoices', body), 'request.malformed_json');
  });

  it.each(['/v1/invoices', '/v1/records/hubspot/company'])(
    'at %s holds no key to a prototype',
    async (path) => {
      const bodies = [
        ['{"id":"1","__proto__":{"isAdmin":true}}', '/__proto__'],
        ['{"id":"1","a":[{"constructor":{"prototype":{}}}]}', '/a/0/constructor'],
        ['{"id":"1","a/b~c":{"prototype":1}}', '/a~1b~0c/prototype'],
      ] as const;
      for (const [body, pointer] of bodies) {
        const problem = await expectProblem(await post(path, body), 'request.invalid');
        expect(problem.errors[0]?.pointer).toBe(pointer);
      }
      expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
    },
  );

  it.each(['/v1/roles', '/v1/records/hubspot/company'])(
    'at %s holds no text that cannot be stored, which a database would refuse after the answer was given',
    async (path) => {
      for (const [body, pointer] of [
        ['{"id":"1","name":"a\\u0000b"}', '/name'],
        ['{"id":"1","a":["x",{"b":"half \\ud83d"}]}', '/a/1/b'],
        ['{"id":"1","a":{"\\u0000":1}}', '/a'],
      ] as const) {
        const problem = await expectProblem(await post(path, body), 'request.invalid');
        expect(problem.errors.map((error) => error.pointer)).toEqual([pointer]);
      }
    },
  );

  it('of lines is taken but for the one with such a text, which is named', async () => {
    const lines = '{"id":"1","name":"a"}\n{"id":"2","name":"a\\u0000b"}';
    const response = await loop.call(key, '/v1/records/hubspot/company', {
      body: lines,
      headers: { 'content-type': 'application/x-ndjson' },
      idempotencyKey: 'null-line',
    });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({
      accepted: 1,
      refused: 1,
      items: [{ status: 'accepted' }, { status: 'refused', index: 1 }],
    });
  });

  it.each(['/v1/customers?query=a%00b', '/v1/customers/a%00b', '/v1/audit?objectId=%00'])(
    'is not the only place: %s is refused too',
    async (path) => {
      await expectProblem(await loop.call(key, path), 'request.invalid');
    },
  );

  it('holds no integer that a JSON number would change', async () => {
    const problem = await expectProblem(
      await post('/v1/records/hubspot/company', '{"id":"1","amount":9007199254740993}'),
      'request.invalid',
    );
    expect(problem.errors[0]?.pointer).toBe('/amount');
  });

  it('does not nest without end', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    await expectProblem(
      await post('/v1/records/hubspot/company', `{"id":"1","a":${deep}}`),
      'request.invalid',
    );
  });

  it('is pointed at where it does not match, unknown keys included', async () => {
    const json = { name: '', permissions: ['fly'], colour: 'red' };
    const problem = await expectProblem(await post('/v1/api-keys', JSON.stringify(json)), 'request.invalid');
    expect(problem.errors.map((error) => error.pointer).sort()).toEqual([
      '/colour',
      '/name',
      '/permissions/0',
    ]);
  });

  it('under another content type is refused', async () => {
    const problem = await expectProblem(
      await post('/v1/invoices', '{"dealId":"x"}', { 'content-type': 'text/plain' }),
      'request.invalid',
    );
    expect(problem.errors[0]?.pointer).toBe('/headers/content-type');
  });

  it('may be left out where nothing is required', async () => {
    for (const headers of [{}, { 'content-type': 'application/json' }]) {
      const response = await loop.call(key, '/v1/invoices/inv_nowhere00/issue', {
        method: 'POST',
        headers,
        idempotencyKey: `empty-${next++}`,
      });
      await expectProblem(response, 'invoice.not_found');
    }
  });
});
