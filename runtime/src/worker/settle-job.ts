import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { FlowDeps } from '../flow/context.ts';
import type { Stage } from '../flow/jobs.ts';
import { retryJob } from './retry-job.ts';
import { runJob } from './run-job.ts';

/**
 * Runs a job that was taken. Returns `completed` where the queue is still to be told that it is done, `failed` where it
 * was given back for another try: the queue settles a job by the attempt that it handed out and leaves that one alone.
 */
export async function settleJob(
  deps: FlowDeps,
  boss: PgBoss,
  stage: Stage,
  job: JobWithMetadata<unknown>,
): Promise<'completed' | 'failed'> {
  const outcome = await runJob(deps, stage, {
    id: job.id,
    key: job.singletonKey ?? job.id,
    data: job.data,
    attempt: job.retryCount + 1,
    attemptsMax: job.retryLimit + 1,
  });
  if (outcome.state === 'done') return 'completed';
  await retryJob(boss, stage, job, outcome);
  return 'failed';
}
