import { Worker } from 'node:worker_threads';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';
import type { GuestJob, GuestReply, WorkerMessage, WorkerSettings } from './sandbox-protocol.ts';

/** A worker thread with one interpreter. It takes one batch at a time; after an abandoned one it is stopped. */
export type SandboxWorker = {
  isAlive(): boolean;
  run(job: GuestJob): Promise<GuestReply>;
  stop(): Promise<void>;
};

// From source the entry is TypeScript without anything to compile, which Node 24 strips by itself.
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? './sandbox-worker.ts' : './sandbox-worker.js',
  import.meta.url,
);

/** Starts a worker and waits until its interpreter is loaded. Rejects when the thread cannot start in time. */
export async function startSandboxWorker(settings: WorkerSettings): Promise<SandboxWorker> {
  const worker = new Worker(ENTRY, {
    workerData: settings,
    // Neither our secrets nor a loader's hooks belong into the thread that runs scripts of others.
    env: {},
    execArgv: [],
    resourceLimits: {
      stackSizeMb: SANDBOX_LIMITS.workerStackMb,
      maxOldGenerationSizeMb: SANDBOX_LIMITS.workerHeapMb,
    },
  });
  let isAlive = true;
  // An error of an idle worker has nobody who waits for it; its end is all that matters.
  worker.on('error', () => {});
  worker.on('exit', () => {
    isAlive = false;
  });
  const stop = async () => {
    await worker.terminate();
  };
  const started = await answerOf(worker, SANDBOX_LIMITS.startTimeoutMs);
  if (started.kind !== 'ready') {
    await stop();
    throw new Error('the sandbox worker did not start', { cause: started });
  }
  worker.unref();
  return {
    isAlive: () => isAlive,
    async run(job) {
      worker.ref();
      const answered = answerOf(worker, job.timeoutMs + SANDBOX_LIMITS.watchdogGraceMs);
      worker.postMessage(job);
      const answer = await answered;
      if (answer.kind === 'done') {
        worker.unref();
        return answer;
      }
      await stop();
      return answer.kind === 'ready' ? { kind: 'abandoned', reason: 'aborted' } : answer;
    },
    stop,
  };
}

/** The next message; a watchdog's `timeout` when none comes, because native loops cannot be interrupted from inside. */
function answerOf(worker: Worker, timeoutMs: number): Promise<WorkerMessage> {
  return new Promise((resolve) => {
    const settle = (answer: WorkerMessage) => {
      clearTimeout(watchdog);
      worker.off('message', settle);
      worker.off('error', onError);
      worker.off('exit', onExit);
      resolve(answer);
    };
    const onError = (error: Error & { code?: string }) =>
      settle({ kind: 'abandoned', reason: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'aborted' });
    const onExit = () => settle({ kind: 'abandoned', reason: 'aborted' });
    const watchdog = setTimeout(() => settle({ kind: 'abandoned', reason: 'timeout' }), timeoutMs);
    worker.on('message', settle);
    worker.on('error', onError);
    worker.on('exit', onExit);
  });
}
