import type { PgBoss } from 'pg-boss';
import type { Stage } from '../flow/jobs.ts';
import { ATTEMPTS_MAX, backoffMinMs } from './retry-policy.ts';
import type { RetryOutcome } from './run-job.ts';

/**
 * Gives a job back to the queue for its next try, no earlier than the other side asked for. A try that does not count
 * moves the job's limit, so that a process that dies under it still ends it after `ATTEMPTS_MAX` deaths.
 */
export async function retryJob(
  boss: PgBoss,
  stage: Stage,
  job: { id: string; retryCount: number },
  outcome: RetryOutcome,
): Promise<void> {
  const { id, retryCount } = job;
  await boss.fail(stage, { id, retryCount });
  const isLater = outcome.afterMs > backoffMinMs(retryCount);
  if (!isLater && outcome.isCounted) return;
  await boss.update(stage, undefined, {
    id,
    ...(isLater ? { startAfter: Math.ceil(outcome.afterMs / 1_000) } : {}),
    ...(outcome.isCounted ? {} : { retryLimit: retryCount + ATTEMPTS_MAX }),
  });
}
