import type { FlowDeps } from '../../runtime/src/flow/context.ts';
import { ATTEMPTS_MAX, type JobQueue } from '../../runtime/src/worker/create-job-queue.ts';
import { runJob } from '../../runtime/src/worker/run-job.ts';

const JOBS_MAX = 2_000;

/** Makes a function that runs due jobs, retries at once, until none is left. */
export function createDrain(deps: FlowDeps, queue: JobQueue): () => Promise<number> {
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
          const outcome = await runJob(deps, stage, {
            id: job.id,
            key: job.singletonKey ?? job.id,
            data: job.data,
            attempt: job.retryCount + 1,
            attemptsMax: ATTEMPTS_MAX,
          });
          if (outcome === 'done') await queue.boss.complete(stage, job.id);
          else await queue.boss.fail(stage, job.id);
          ranNow += 1;
        }
      }
      if (ranNow === 0) return ran;
      ran += ranNow;
      if (ran > JOBS_MAX) throw new Error(`more than ${JOBS_MAX} jobs: something enqueues itself`);
    }
  };
}
