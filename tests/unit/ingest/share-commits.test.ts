import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shareCommits } from '../../../runtime/src/flow/ingest/share-commits.ts';

type Commit = { organizationId: string; items: string[]; end: (failure?: Error) => void };

let commits: Commit[];
let share: ReturnType<typeof shareCommits<string>>;

beforeEach(() => {
  vi.useFakeTimers();
  commits = [];
  share = shareCommits((organizationId, items) => {
    const { promise, resolve, reject } = Promise.withResolvers<{ accepted: number; duplicates: number }[]>();
    const end = (failure?: Error): void =>
      failure === undefined
        ? resolve(items.map((item) => ({ accepted: item.length, duplicates: 0 })))
        : reject(failure);
    commits.push({ organizationId, items, end });
    return promise;
  });
});

afterEach(() => {
  vi.useRealTimers();
});

const itemsOfCommits = () => commits.map((commit) => commit.items);

test('what comes in the same moment shares a commit, and each gets its own answer after it', async () => {
  const answers = [share('org_1', 'a'), share('org_1', 'bb')];
  const settled = vi.fn();
  void Promise.race(answers).then(settled);
  await vi.advanceTimersByTimeAsync(1);
  expect(itemsOfCommits()).toEqual([['a', 'bb']]);
  expect(settled).not.toHaveBeenCalled();
  commits[0]?.end();
  expect(await Promise.all(answers)).toEqual([
    { accepted: 1, duplicates: 0 },
    { accepted: 2, duplicates: 0 },
  ]);
});

test('what comes during a commit begins as soon as it ends', async () => {
  void share('org_1', 'a');
  await vi.advanceTimersByTimeAsync(1);
  void share('org_1', 'b');
  void share('org_1', 'c');
  commits[0]?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(itemsOfCommits()).toEqual([['a'], ['b', 'c']]);
});

test('a commit that takes long is waited for no longer than 2 ms', async () => {
  void share('org_1', 'a');
  await vi.advanceTimersByTimeAsync(1);
  void share('org_1', 'b');
  await vi.advanceTimersByTimeAsync(1);
  expect(itemsOfCommits()).toEqual([['a']]);
  await vi.advanceTimersByTimeAsync(1);
  expect(itemsOfCommits()).toEqual([['a'], ['b']]);
});

test('organizations never share a commit and do not wait for each other', async () => {
  void share('org_1', 'a');
  void share('org_2', 'b');
  await vi.advanceTimersByTimeAsync(1);
  expect(commits.map((commit) => commit.organizationId)).toEqual(['org_1', 'org_2']);
});

test('a commit takes 200 at most, and no more than three are under way', async () => {
  for (let index = 0; index < 700; index += 1) void share('org_1', 'x');
  await vi.advanceTimersByTimeAsync(10);
  expect(itemsOfCommits().map((items) => items.length)).toEqual([200, 200, 200]);
  commits[0]?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(itemsOfCommits().map((items) => items.length)).toEqual([200, 200, 200, 100]);
});

test('a commit that fails fails its own requests, and the next ones go on', async () => {
  const failed = expect(share('org_1', 'a')).rejects.toThrow('the disk is full');
  await vi.advanceTimersByTimeAsync(1);
  const next = share('org_1', 'b');
  commits[0]?.end(new Error('the disk is full'));
  await failed;
  await vi.advanceTimersByTimeAsync(2);
  commits[1]?.end();
  expect(await next).toEqual({ accepted: 1, duplicates: 0 });
});
