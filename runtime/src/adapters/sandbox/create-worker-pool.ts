import { AppError } from '../../core/app-error.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';
import type { GuestJob, GuestReply } from './sandbox-protocol.ts';
import type { SandboxWorker } from './start-sandbox-worker.ts';

/** Runs batches on a bounded number of workers, each of which serves one organization in its whole life. */
export type WorkerPool = {
  /** Throws `request.shutting_down` after `close`, `request.internal` when no worker starts or too many wait. */
  run(organizationId: string, job: GuestJob): Promise<GuestReply>;
  /** Lets what runs end, which its watchdog bounds, and stops the workers. */
  close(): Promise<void>;
};

type Waiting = { organizationId: string; admit(): void; refuse(error: AppError): void };
type Idle = { organizationId: string; worker: SandboxWorker; batchesLeft: number };

/** Makes a pool that starts workers when they are needed. */
export function createWorkerPool(options: {
  workersMax: number;
  start(): Promise<SandboxWorker>;
}): WorkerPool {
  const waiting: Waiting[] = [];
  const idle: Idle[] = [];
  const running = new Map<string, number>();
  let runningCount = 0;
  const inFlight = new Set<Promise<GuestReply>>();
  let isClosed = false;

  async function obtain(organizationId: string): Promise<Idle> {
    const own = idle.findIndex((entry) => entry.organizationId === organizationId && entry.worker.isAlive());
    const [found] = own === -1 ? [] : idle.splice(own, 1);
    if (found !== undefined) return found;
    // The one that has been idle for longest makes room.
    if (idle.length + runningCount > options.workersMax) await idle.shift()?.worker.stop();
    try {
      return { organizationId, worker: await options.start(), batchesLeft: SANDBOX_LIMITS.batchesPerWorker };
    } catch (cause) {
      throw new AppError('request.internal', { cause });
    }
  }

  async function runOn(entry: Idle, job: GuestJob): Promise<GuestReply> {
    const reply = await entry.worker.run(job);
    entry.batchesLeft -= 1;
    const isUsable = reply.kind === 'done' && !reply.isSpent;
    if (isUsable && entry.batchesLeft > 0 && !isClosed) idle.push(entry);
    else await entry.worker.stop();
    return reply;
  }

  function count(organizationId: string, change: 1 | -1): void {
    const next = (running.get(organizationId) ?? 0) + change;
    if (next === 0) running.delete(organizationId);
    else running.set(organizationId, next);
    runningCount += change;
  }

  /** An organization that has nothing running goes first, so that one organization's flood does not stop the others. */
  function admitNext(): void {
    if (runningCount >= options.workersMax) return;
    const at = waiting.findIndex((entry) => !running.has(entry.organizationId));
    const [next] = waiting.splice(Math.max(at, 0), 1);
    if (next === undefined) return;
    count(next.organizationId, 1);
    next.admit();
  }

  function takeTurn(organizationId: string): Promise<void> {
    return new Promise((admit, refuse) => {
      waiting.push({ organizationId, admit, refuse });
      admitNext();
    });
  }

  async function runInTurn(organizationId: string, job: GuestJob): Promise<GuestReply> {
    await takeTurn(organizationId);
    try {
      return await runOn(await obtain(organizationId), job);
    } finally {
      count(organizationId, -1);
      admitNext();
    }
  }

  return {
    async run(organizationId, job) {
      if (isClosed) throw new AppError('request.shutting_down');
      if (waiting.length >= SANDBOX_LIMITS.waitingMax) {
        throw new AppError('request.internal', { context: { waiting: waiting.length } });
      }
      const run = runInTurn(organizationId, job);
      inFlight.add(run);
      return run.finally(() => inFlight.delete(run));
    },
    async close() {
      isClosed = true;
      for (const entry of waiting.splice(0)) entry.refuse(new AppError('request.shutting_down'));
      await Promise.allSettled(inFlight);
      await Promise.all(idle.splice(0).map((entry) => entry.worker.stop()));
    },
  };
}
