import type { JobWithMetadata } from 'pg-boss';
import { AppError } from '../core/app-error.ts';
import type { FlowDeps } from '../flow/context.ts';
import { isStage, JobOrigin } from '../flow/jobs.ts';
import { recordFailure } from '../flow/record-failure.ts';
import { ATTEMPTS_MAX, type JobQueue, LOST_JOBS_QUEUE } from './create-job-queue.ts';
import { runJob, systemContext } from './run-job.ts';
import { CONCURRENCY, subjectOf } from './stages.ts';

/** A running worker. */
export type Worker = {
  /** Takes no new jobs, finishes those in hand within the time, and returns the rest to the queue. */
  stop(timeoutMs: number): Promise<void>;
};

/** Starts taking jobs of every stage. */
export async function startWorker(deps: FlowDeps, queue: JobQueue): Promise<Worker> {
  const { boss } = queue;
  for (const stage of queue.stages) {
    await boss.work(
      stage,
      {
        batchSize: 1,
        localConcurrency: CONCURRENCY[stage],
        includeMetadata: true,
        perJobResults: true,
        pollingIntervalSeconds: 0.5,
        notifyPollingIntervalSeconds: 1,
      },
      async (jobs) => {
        const results = [];
        for (const job of jobs) {
          const outcome = await runJob(deps, stage, {
            id: job.id,
            key: job.singletonKey ?? job.id,
            data: job.data,
            attempt: job.retryCount + 1,
            attemptsMax: ATTEMPTS_MAX,
          });
          results.push({
            id: job.id,
            status: outcome === 'done' ? ('completed' as const) : ('failed' as const),
          });
        }
        return results;
      },
    );
  }
  await boss.work(LOST_JOBS_QUEUE, { includeMetadata: true }, async (jobs) => {
    for (const job of jobs) await keepLostJob(deps, job);
  });
  return { stop: (timeoutMs) => boss.stop({ graceful: true, timeout: timeoutMs }) };
}

/** A job whose process died at every attempt never reached our own records: give it a dead letter now. */
async function keepLostJob(deps: FlowDeps, lost: JobWithMetadata<unknown>): Promise<void> {
  if (lost.sourceName === null || !isStage(lost.sourceName)) return;
  const payload = JobOrigin.parse(lost.data);
  const job = { stage: lost.sourceName, key: lost.singletonKey ?? lost.sourceId ?? lost.id, payload };
  const ctx = systemContext(deps, payload);
  await deps.database.inOrganization(ctx.organizationId, (tx) =>
    recordFailure(tx, ctx, {
      job,
      subject: subjectOf(job.stage, payload),
      error: new AppError('request.internal', {
        detail: 'The process that ran this job died at every attempt.',
      }),
      attemptCount: ATTEMPTS_MAX,
      isFinal: true,
    }),
  );
}
