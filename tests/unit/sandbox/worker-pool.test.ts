import { describe, expect, test } from 'vitest';
import { createWorkerPool } from '../../../runtime/src/adapters/sandbox/create-worker-pool.ts';
import { SANDBOX_LIMITS } from '../../../runtime/src/adapters/sandbox/sandbox-limits.ts';
import type { GuestReply } from '../../../runtime/src/adapters/sandbox/sandbox-protocol.ts';
import type { SandboxWorker } from '../../../runtime/src/adapters/sandbox/start-sandbox-worker.ts';

const DONE: GuestReply = { kind: 'done', outcomes: [], isSpent: false };
const ABANDONED: GuestReply = { kind: 'abandoned', reason: 'timeout' };
const JOB = { script: '', items: [], now: '2026-01-01T00:00:00Z', timeoutMs: 1_000 };

/** Workers that answer when they are told to, and a record of who did what. */
function createFakes() {
  const log: string[] = [];
  const pending: { script: string; answer(reply: GuestReply): void }[] = [];
  const died = new Set<number>();
  let started = 0;
  const start = async (): Promise<SandboxWorker> => {
    started += 1;
    const name = started;
    return {
      isAlive: () => !died.has(name),
      run: ({ script }) => {
        log.push(`worker ${name} runs ${script}`);
        return new Promise((answer) => pending.push({ script, answer }));
      },
      stop: async () => {
        if (!died.has(name)) log.push(`worker ${name} stops`);
        died.add(name);
      },
    };
  };
  const answer = async (script: string, reply: GuestReply = DONE) => {
    await expect.poll(() => pending.some((entry) => entry.script === script), { interval: 1 }).toBe(true);
    const at = pending.findIndex((entry) => entry.script === script);
    pending.splice(at, 1)[0]?.answer(reply);
  };
  return { log, start, answer, died };
}

describe('the pool', () => {
  test('keeps a worker for its organization and never gives it to another', async () => {
    const { log, start, answer } = createFakes();
    const pool = createWorkerPool({ workersMax: 1, start });
    for (const [organization, script] of [
      ['a', 'a1'],
      ['a', 'a2'],
      ['b', 'b1'],
    ] as const) {
      const run = pool.run(organization, { ...JOB, script });
      await answer(script);
      expect(await run).toBe(DONE);
    }
    expect(log).toEqual(['worker 1 runs a1', 'worker 1 runs a2', 'worker 1 stops', 'worker 2 runs b1']);
  });

  test('throws a worker away whose batch was abandoned', async () => {
    const { log, start, answer } = createFakes();
    const pool = createWorkerPool({ workersMax: 1, start });
    const first = pool.run('a', { ...JOB, script: 'a1' });
    await answer('a1', ABANDONED);
    expect(await first).toBe(ABANDONED);
    const second = pool.run('a', { ...JOB, script: 'a2' });
    await answer('a2');
    await second;
    expect(log).toEqual(['worker 1 runs a1', 'worker 1 stops', 'worker 2 runs a2']);
  });

  test('does not use a worker that died while it was idle', async () => {
    const { log, start, answer, died } = createFakes();
    const pool = createWorkerPool({ workersMax: 2, start });
    const first = pool.run('a', { ...JOB, script: 'a1' });
    await answer('a1');
    await first;
    died.add(1);
    const second = pool.run('a', { ...JOB, script: 'a2' });
    await answer('a2');
    await second;
    expect(log).toEqual(['worker 1 runs a1', 'worker 2 runs a2']);
  });

  test('lets another organization in before the next batch of one that floods it', async () => {
    const { log, start, answer } = createFakes();
    const pool = createWorkerPool({ workersMax: 2, start });
    const runs = ['a1', 'a2', 'a3', 'a4'].map((script) => pool.run('a', { ...JOB, script }));
    runs.push(pool.run('b', { ...JOB, script: 'b1' }));
    for (const script of ['a1', 'b1', 'a2', 'a3', 'a4']) await answer(script);
    await Promise.all(runs);
    expect(log.filter((entry) => entry.includes('runs')).map((entry) => entry.slice(-2))).toEqual([
      'a1',
      'a2',
      'b1',
      'a3',
      'a4',
    ]);
  });

  test('recycles a worker after its share of batches', async () => {
    const { log, start, answer } = createFakes();
    const pool = createWorkerPool({ workersMax: 1, start });
    for (let count = 0; count <= SANDBOX_LIMITS.batchesPerWorker; count += 1) {
      const run = pool.run('a', { ...JOB, script: 'a' });
      await answer('a');
      await run;
    }
    expect(log.filter((entry) => entry.endsWith('stops'))).toEqual(['worker 1 stops']);
  });

  test('refuses more waiting batches than it can hold, and frees its turn when no worker starts', async () => {
    let fails = true;
    const { start, answer } = createFakes();
    const pool = createWorkerPool({
      workersMax: 1,
      start: () => (fails ? Promise.reject(new Error('no thread')) : start()),
    });
    await expect(pool.run('a', JOB)).rejects.toMatchObject({ code: 'request.internal' });
    fails = false;
    const runs = Array.from({ length: SANDBOX_LIMITS.waitingMax + 1 }, (_, at) =>
      pool.run('a', { ...JOB, script: `a${at}` }),
    );
    await expect(pool.run('a', JOB)).rejects.toMatchObject({ code: 'request.internal' });
    const ended = Promise.allSettled(runs);
    const closed = pool.close();
    await answer('a0');
    await closed;
    const results = await ended;
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
