import { setTimeout as pause } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { FlowDeps } from '../flow/context.ts';
import type { Stage } from '../flow/jobs.ts';
import { analyzeJobs } from './analyze-jobs.ts';
import { startClockJobs } from './clock-jobs.ts';
import { type JobQueue, LOST_JOBS_QUEUE } from './create-job-queue.ts';
import { keepLostJob } from './keep-lost-job.ts';
import { leaveRoom } from './leave-room.ts';
import { createLane, type Lane, letOthersIn, withInHand } from './let-others-in.ts';
import { repeatUntilStopped } from './repeat-until-stopped.ts';
import { settleJob } from './settle-job.ts';
import { CONCURRENCY } from './stages.ts';
import { startSealing } from './start-sealing.ts';

/** How soon a sudden flood of jobs is planned for; a look costs less than a millisecond. */
const ANALYZE_EVERY_MS = 2_000;

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

/** Starts taking jobs of every stage, once the database knows how many wait. */
export async function startWorker(deps: FlowDeps, queue: JobQueue): Promise<Worker> {
  const { boss } = queue;
  await analyzeJobs(deps);
  const analyzing = repeatUntilStopped(ANALYZE_EVERY_MS, () => analyzeJobs(deps));
  const lanes = queue.stages.map((stage) => createLane(stage, CONCURRENCY[stage]));
  for (const lane of lanes) await takeJobs(deps, boss, lane);
  await boss.work(LOST_JOBS_QUEUE, { includeMetadata: true }, async (jobs) => {
    for (const job of jobs) await keepLostJob(deps, boss, job);
  });
  await startClockJobs(deps, boss);
  const sealing = startSealing(deps);
  return {
    stop: async (timeoutMs) => {
      // First, since the queue knows nothing of them and closes when its own are done.
      for (const lane of lanes) lane.isStopping = true;
      const beside = lanes.flatMap((lane) => [...lane.beside]);
      await Promise.race([Promise.all(beside), pause(timeoutMs, undefined, { ref: false })]);
      await boss.stop({ graceful: true, timeout: timeoutMs });
      await analyzing.stop();
      // Last, so that what the jobs in hand wrote is sealed as well.
      await sealing.stop();
    },
  };
}

async function takeJobs(deps: FlowDeps, boss: PgBoss, lane: Lane): Promise<void> {
  const { stage, batchMax } = lane;
  const workerId: string = await boss.work(
    stage,
    {
      batchSize: batchMax,
      includeMetadata: true,
      perJobResults: true,
      pollingIntervalSeconds: 0.5,
      notifyPollingIntervalSeconds: 1,
      // A full batch says that more waits: take it now and not at the next poll.
      burstWhenBatchFull: true,
    },
    async (jobs) => {
      const batch = Promise.all(
        jobs.map(async (job) => ({
          id: job.id,
          status: await withInHand(lane, job, () => settleJob(deps, boss, stage, job)),
        })),
      );
      if (jobs.length >= batchMax) await letOthersIn(deps, boss, lane, leaveRoom(deps, lane, batch));
      const outcomes = await batch;
      if (LONG_LINES.has(stage)) boss.notifyWorker(workerId);
      return outcomes;
    },
  );
}
