import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInboxWriter } from '../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { createApp } from '../../runtime/src/http/create-app.ts';
import { seedOrganization } from '../support/seed-organization.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';

let loop: HttpLoop;

beforeAll(async () => {
  loop = await createHttpLoop({ requestsMax: 3, organizationRequestsMax: 8, requestsWindowMs: 60_000 });
});
afterAll(() => loop.hub.close());

describe('the quota of a key', () => {
  it('is told with every answer, used up, refused with the time to wait, and given back', async () => {
    const { key } = await loop.key();
    const other = await loop.key();
    for (const left of [2, 1, 0]) {
      const response = await loop.call(key, '/v1/entities');
      expect(response.status).toBe(200);
      expect(response.headers.get('ratelimit-policy')).toBe('"default";q=3;w=60, "organization";q=8;w=60');
      expect(response.headers.get('ratelimit')).toBe(
        `"default";r=${left};t=60, "organization";r=${left + 5};t=60`,
      );
    }
    loop.hub.clock.advance(20_000);
    const refused = await loop.call(key, '/v1/entities');
    expect(refused.headers.get('ratelimit')).toBe('"default";r=0;t=40, "organization";r=5;t=40');
    expect(refused.headers.get('retry-after')).toBe('40');
    await expectProblem(refused, 'request.rate_limited');
    expect((await loop.call(other.key, '/v1/entities')).status).toBe(200);
    loop.hub.clock.advance(40_000);
    expect((await loop.call(key, '/v1/entities')).status).toBe(200);
  });
});

describe('the quota of an organization', () => {
  it('is used up by all of its keys together, and another organization has its own', async () => {
    loop.hub.clock.advance(60_000);
    const keys = await Promise.all(Array.from({ length: 5 }, () => loop.key()));
    const statuses: number[] = [];
    for (const { key } of keys) {
      for (const path of ['/v1/entities', '/v1/me']) statuses.push((await loop.call(key, path)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 429, 429]);
    const refused = await loop.call(keys[4]?.key, '/v1/entities');
    expect(refused.headers.get('ratelimit')).toMatch(/"organization";r=0;t=60$/);
    await expectProblem(refused, 'request.rate_limited');
    const other = await seedOrganization(loop.hub, { name: 'Other' });
    const { key } = await loop.key({ organization: other, person: other.author });
    expect((await loop.call(key, '/v1/entities')).status).toBe(200);
    loop.hub.clock.advance(60_000);
    expect((await loop.call(keys[4]?.key, '/v1/entities')).status).toBe(200);
  });
});

describe('keys that the hub does not know', () => {
  const guess = (index: number) => `seikyu_live_${String(index).padStart(43, 'x')}`;

  it('are counted per network before they are looked up, a /64 as one, and a key in use goes through', async () => {
    const { deps } = loop.hub;
    let lookups = 0;
    const app = createApp({
      deps: {
        ...deps,
        database: {
          ...deps.database,
          inNoOrganization: (work) => {
            lookups += 1;
            return deps.database.inNoOrganization(work);
          },
        },
      },
      inbox: createInboxWriter(deps),
      isReady: async () => true,
      limits: { unknownKeysMax: 4 },
      addressHeader: 'x-address',
    });
    const ask = async (key: string, address: string) =>
      app.request('/v1/me', { headers: { authorization: `Bearer ${key}`, 'x-address': address } });
    const { key, id } = await loop.key();
    expect((await ask(key, '2001:db8:0:1::1')).status).toBe(200);
    const statuses: number[] = [];
    for (let index = 0; index < 6; index += 1) {
      statuses.push((await ask(guess(index), `2001:db8::1:${index}:0:0:0`)).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429, 429]);
    expect(lookups).toBe(4);
    expect((await ask(key, '2001:db8:0:1::9')).status).toBe(200);
    expect((await ask(guess(0), '2001:db8:0:2::1')).status).toBe(401);
    const admin = await loop.key();
    await loop.call(admin.key, `/v1/api-keys/${id}`, { method: 'DELETE' });
    const revoked = [await ask(key, '2001:db8:0:1::1'), await ask(key, '2001:db8:0:1::1')];
    expect(revoked.map(({ status }) => status)).toEqual([401, 429]);
    loop.hub.clock.advance(60_000);
    expect((await ask(guess(9), '2001:db8:0:1::1')).status).toBe(401);
  });
});
