import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { AnyPage, readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
  for (let index = 0; index < 7; index += 1) await loop.key();
});
afterAll(() => loop.hub.close());

const page = (query: string) => readAs(loop.call(key, `/v1/api-keys?${query}`), AnyPage);

describe('a list', () => {
  it.each(['0', '101', '1e9', '-1', '1.5', 'ten', '1e1', ''])('refuses limit=%s', async (limit) => {
    const problem = await expectProblem(
      await loop.call(key, `/v1/customers?limit=${limit}`),
      'request.invalid',
    );
    expect(problem.errors[0]?.pointer).toBe('/query/limit');
  });

  it('is walked to its end without a gap or a repetition, newest first', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (;;) {
      const { items, nextCursor } = await page(`limit=3${cursor}`);
      seen.push(...items.map((item) => item.id));
      if (nextCursor === null) break;
      expect(items).toHaveLength(3);
      cursor = `&cursor=${nextCursor}`;
    }
    expect(seen).toHaveLength(8);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });

  it('is not disturbed by what is added meanwhile', async () => {
    const first = await page('limit=2');
    await loop.key();
    const second = await page(`limit=2&cursor=${first.nextCursor}`);
    const ids = [...first.items, ...second.items].map((item) => item.id);
    expect(new Set(ids).size).toBe(4);
  });

  it('refuses a cursor that was edited, made up, or given out by another list', async () => {
    const nextCursor = (await page('limit=1')).nextCursor ?? '';
    const middle = Math.floor(nextCursor.length / 2);
    const edited = `${nextCursor.slice(0, middle)}${nextCursor[middle] === 'A' ? 'B' : 'A'}${nextCursor.slice(middle + 1)}`;
    for (const [list, cursor] of [
      ['api-keys', edited],
      ['api-keys', 'a2V5XzE'],
      ['products', nextCursor],
    ]) {
      const problem = await expectProblem(
        await loop.call(key, `/v1/${list}?cursor=${cursor}`),
        'request.invalid',
      );
      expect(problem.errors[0]?.pointer).toBe('/query/cursor');
    }
  });
});
