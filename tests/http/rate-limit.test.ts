import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';

let loop: HttpLoop;

beforeAll(async () => {
  loop = await createHttpLoop({ requestsMax: 3, requestsWindowMs: 60_000 });
});
afterAll(() => loop.hub.close());

describe('the quota of a key', () => {
  it('is told with every answer, used up, refused with the time to wait, and given back', async () => {
    const { key } = await loop.key();
    const other = await loop.key();
    for (const left of [2, 1, 0]) {
      const response = await loop.call(key, '/v1/entities');
      expect(response.status).toBe(200);
      expect(response.headers.get('ratelimit-policy')).toBe('"default";q=3;w=60');
      expect(response.headers.get('ratelimit')).toBe(`"default";r=${left};t=60`);
    }
    loop.hub.clock.advance(20_000);
    const refused = await loop.call(key, '/v1/entities');
    expect(refused.headers.get('ratelimit')).toBe('"default";r=0;t=40');
    expect(refused.headers.get('retry-after')).toBe('40');
    await expectProblem(refused, 'request.rate_limited');
    expect((await loop.call(other.key, '/v1/entities')).status).toBe(200);
    loop.hub.clock.advance(40_000);
    expect((await loop.call(key, '/v1/entities')).status).toBe(200);
  });
});
