import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeys, idempotencyKeys, records } from '../../runtime/src/db/schema/index.ts';
import { createInboxWriter } from '../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { createApp } from '../../runtime/src/http/create-app.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';

const PUSH = '/v1/records/hubspot/company';
let loop: HttpLoop;
let key: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
});
afterAll(() => loop.hub.close());

const push = (idempotencyKey: string, json: unknown, of = key) =>
  loop.call(of, PUSH, { json, idempotencyKey });
const create = (idempotencyKey: string, name: string, of = key) =>
  loop.call(of, '/v1/api-keys', { json: { name, permissions: ['read'] }, idempotencyKey });
const countKeys = (name: string) =>
  loop.hub.database.inOrganization(
    loop.organization.id,
    async (tx) => (await tx.select().from(apiKeys)).filter((row) => row.name === name).length,
  );

describe('a POST that makes something', () => {
  it('is refused without an Idempotency-Key', async () => {
    await expectProblem(await loop.call(key, PUSH, { json: { id: '1' } }), 'idempotency.key_missing');
  });

  it('is done once and answered alike: the repetition says that it is one', async () => {
    const first = await create('same', 'Same');
    const second = await create('same', 'Same');
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.status).toBe(first.status);
    expect(await second.text()).toBe(await first.text());
    expect(await countKeys('Same')).toBe(1);
  });

  it('takes a key in quotes and the bare one for the same', async () => {
    const first = await create('"bare-or-not"', 'Quoted');
    const second = await create('bare-or-not', 'Quoted');
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await second.json()).toEqual(await first.json());
  });

  it('is refused under a used key with another body, or for another object', async () => {
    await push('used', { id: '1' });
    await expectProblem(await push('used', { id: '2' }), 'idempotency.key_reused');
    const other = await loop.call(key, '/v1/records/hubspot/contact', {
      json: { id: '1' },
      idempotencyKey: 'used',
    });
    await expectProblem(other, 'idempotency.key_reused');
  });

  it('does not show its answer to another caller with the same key', async () => {
    await create('shared', 'Shared');
    await expectProblem(await create('shared', 'Shared', (await loop.key()).key), 'idempotency.key_reused');
  });

  it('is repeated with its error too', async () => {
    const first = await loop.call(key, '/v1/invoices', {
      json: { dealId: 'dea_nowhere0' },
      idempotencyKey: 'error',
    });
    const second = await loop.call(key, '/v1/invoices', {
      json: { dealId: 'dea_nowhere0' },
      idempotencyKey: 'error',
    });
    expect(first.status).toBe(404);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.headers.get('content-type')).toBe('application/problem+json');
    expect(await second.json()).toEqual(await first.json());
  });

  it('makes one row when two come at once, and the other hears that one is running', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => create('race', 'Race')));
    const statuses = answers.map((answer) => answer.status);
    expect(new Set(statuses)).toEqual(new Set(statuses.includes(409) ? [201, 409] : [201]));
    expect(await countKeys('Race')).toBe(1);
    for (const answer of answers) {
      if (answer.status !== 409) continue;
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      await expectProblem(answer, 'idempotency.in_progress');
    }
  });
});

describe('a request whose process died', () => {
  /** Puts a finished request back to where it was when its process died: claimed and without an answer. */
  const forget = (name: string) =>
    loop.hub.database.owner`update idempotency_keys set status = null, body = null where key = ${name}`;

  it('holds its key for a minute and not for ever', async () => {
    await create('crash', 'Crash');
    await forget('crash');
    const held = await create('crash', 'Crash');
    expect(held.headers.get('retry-after')).toBe('1');
    await expectProblem(held, 'idempotency.in_progress');
    loop.hub.clock.advance(60_001);
    expect((await create('crash', 'Crash')).status).toBe(201);
    expect((await create('crash', 'Crash')).headers.get('idempotency-replayed')).toBe('true');
  });

  it('is not taken over by another request', async () => {
    await create('crash-other', 'Crash');
    await forget('crash-other');
    loop.hub.clock.advance(60_001);
    await expectProblem(await create('crash-other', 'Another'), 'idempotency.key_reused');
  });
});

describe('an answer', () => {
  it('is kept for 24 hours, then the key is free', async () => {
    await push('day', { id: '77' });
    loop.hub.clock.advance(24 * 3_600_000 - 1);
    expect((await push('day', { id: '77' })).headers.get('idempotency-replayed')).toBe('true');
    loop.hub.clock.advance(2);
    const later = await push('day', { id: '78' });
    expect(later.status).toBe(202);
    expect(later.headers.get('idempotency-replayed')).toBeNull();
  });

  it('of a failure on our side is not kept: the same request may succeed', async () => {
    let isBroken = true;
    const deps = {
      ...loop.hub.deps,
      jobs: {
        ...loop.hub.deps.jobs,
        toStatements: async (...input: Parameters<typeof loop.hub.deps.jobs.toStatements>) => {
          if (isBroken) throw new Error('the disk is full');
          return loop.hub.deps.jobs.toStatements(...input);
        },
      },
    };
    const app = createApp({ deps, inbox: createInboxWriter(deps), isReady: async () => true });
    const request = {
      method: 'POST',
      body: JSON.stringify({ id: 'after-failure' }),
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': 'failure',
      },
    };
    const failed = await app.request(PUSH, request);
    const problem = await expectProblem(failed, 'request.internal');
    expect(problem).not.toHaveProperty('detail');
    isBroken = false;
    const done = await app.request(PUSH, request);
    expect(done.status).toBe(202);
    await loop.hub.drain();
    const stored = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
      tx.select().from(records),
    );
    expect(stored.filter((row) => row.externalId === 'after-failure')).toHaveLength(1);
  });

  it('lies sealed in the table', async () => {
    await create('sealed', 'Sealed');
    const rows = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
      tx.select().from(idempotencyKeys),
    );
    const row = rows.find((candidate) => candidate.key === 'sealed');
    expect(row?.status).toBe(201);
    expect(Buffer.from(row?.body ?? '', 'base64').toString('utf8')).not.toContain('seikyu_live_');
  });
});
