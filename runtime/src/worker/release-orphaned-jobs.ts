import type { JobQueue } from './create-job-queue.ts';

/**
 * Gives the jobs of processes that died back to the queue at once. Only for the one process that owns the embedded
 * database: with several workers the queue itself notices a lost heartbeat after ten seconds.
 */
export async function releaseOrphanedJobs({ boss, stages }: JobQueue): Promise<void> {
  const db = boss.getDb();
  const { rows } = await db.executeSql(
    `update pgboss.job set heartbeat_on = 'epoch', retry_delay = 0 where state = 'active' and name = any($1::text[])
     returning id`,
    [stages],
  );
  if (rows.length === 0) return;
  await boss.supervise();
}
