import type { FlowDeps } from '../flow/context.ts';
import type { Stage } from '../flow/jobs.ts';
import { startClockJobs } from './clock-jobs.ts';
import { type JobQueue, LOST_JOBS_QUEUE } from './create-job-queue.ts';
import { keepLostJob } from './keep-lost-job.ts';
import { retryJob } from './retry-job.ts';
import { runJob } from './run-job.ts';
import { CONCURRENCY } from './stages.ts';
import { startSealing } from './start-sealing.ts';

/** A running worker. */
export type Worker = {
  /** Takes no new jobs, finishes those in hand within the time, and returns the rest to the queue. */
  stop(timeoutMs: number): Promise<void>;
};

/**
 * Stages of which many jobs wait in line under one key, such as the records of a large push. Nothing tells the queue that
 * the next of a line may run when the one before it is done: without being told it looks at its next poll only.
 */
const LONG_LINES: ReadonlySet<Stage> = new Set(['receive', 'map', 'run_mapping']);

/** Starts taking jobs of every stage. */
export async function startWorker(deps: FlowDeps, queue: JobQueue): Promise<Worker> {
  const { boss } = queue;
  for (const stage of queue.stages) {
    const workerId: string = await boss.work(
      stage,
      {
        batchSize: CONCURRENCY[stage],
        includeMetadata: true,
        perJobResults: true,
        pollingIntervalSeconds: 0.5,
        notifyPollingIntervalSeconds: 1,
        // A full batch says that more waits: take it now and not at the next poll.
        burstWhenBatchFull: true,
      },
      async (jobs) => {
        const outcomes = await Promise.all(
          jobs.map(async (job) => {
            const outcome = await runJob(deps, stage, {
              id: job.id,
              key: job.singletonKey ?? job.id,
              data: job.data,
              attempt: job.retryCount + 1,
              attemptsMax: job.retryLimit + 1,
            });
            // The queue settles a job by the attempt that it handed out: one that waits for its retry is left alone.
            if (outcome.state === 'retry') await retryJob(boss, stage, job, outcome);
            return {
              id: job.id,
              status: outcome.state === 'done' ? ('completed' as const) : ('failed' as const),
            };
          }),
        );
        if (LONG_LINES.has(stage)) boss.notifyWorker(workerId);
        return outcomes;
      },
    );
  }
  await boss.work(LOST_JOBS_QUEUE, { includeMetadata: true }, async (jobs) => {
    for (const job of jobs) await keepLostJob(deps, boss, job);
  });
  await startClockJobs(deps, boss);
  const sealing = startSealing(deps);
  return {
    stop: async (timeoutMs) => {
      await boss.stop({ graceful: true, timeout: timeoutMs });
      // Last, so that what the jobs in hand wrote is sealed as well.
      await sealing.stop();
    },
  };
}
