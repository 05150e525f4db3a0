import type { FlowDeps } from '../../runtime/src/flow/context.ts';
import type { JobQueue } from '../../runtime/src/worker/create-job-queue.ts';
import { retryJob } from '../../runtime/src/worker/retry-job.ts';
import { ATTEMPTS_MAX, RETRY_FOR_MAX_MS } from '../../runtime/src/worker/retry-policy.ts';
import { runJob } from '../../runtime/src/worker/run-job.ts';
import type { MovableClock } from './movable-clock.ts';

const JOBS_MAX = 2_000;

/**
 * Makes a function that runs due jobs, retries at once, until none is left. The clock stands, but for a job that is
 * tried by its age: before its twelfth try the clock is moved to that age, so that it ends like the others.
 */
export function createDrain(deps: FlowDeps, queue: JobQueue, clock: MovableClock): () => Promise<number> {
  return async () => {
    let ran = 0;
    for (;;) {
      let ranNow = 0;
      for (const stage of queue.stages) {
        const jobs = await queue.boss.fetch(stage, {
          batchSize: 50,
          includeMetadata: true,
          ignoreStartAfter: true,
        });
        for (const job of jobs) {
          const attempt = job.retryCount + 1;
          if (attempt === ATTEMPTS_MAX && job.retryLimit >= ATTEMPTS_MAX) clock.advance(RETRY_FOR_MAX_MS);
          const outcome = await runJob(deps, stage, {
            id: job.id,
            key: job.singletonKey ?? job.id,
            data: job.data,
            attempt,
            attemptsMax: job.retryLimit + 1,
          });
          if (outcome.state === 'done') await queue.boss.complete(stage, job.id);
          else await retryJob(queue.boss, stage, job, outcome);
          ranNow += 1;
        }
      }
      if (ranNow === 0) return ran;
      ran += ranNow;
      if (ran > JOBS_MAX) throw new Error(`more than ${JOBS_MAX} jobs: something enqueues itself`);
    }
  };
}
