import type { PgBoss } from 'pg-boss';
import { organizations } from '../db/schema/index.ts';
import type { FlowDeps } from '../flow/context.ts';

/** The queue that the queue's own clock writes to; a job of it is not about any organization yet. */
export const CLOCK_QUEUE = 'clock';

/** Every quarter of an hour: zones begin their day at quarters (Asia/Kathmandu is 45 minutes off). */
const EVERY_QUARTER = '*/15 * * * *';

/** Begins the work that no record and no person asks for. The clock ticks once for all workers on one database. */
export async function startClockJobs(deps: FlowDeps, boss: PgBoss): Promise<void> {
  await boss.work(CLOCK_QUEUE, { includeMetadata: true }, async () => {
    await enqueueClockJobs(deps);
  });
  await boss.schedule(CLOCK_QUEUE, EVERY_QUARTER);
}

/** One job per organization, each in the queue of its stage: one that fails holds up no other. */
export async function enqueueClockJobs(deps: FlowDeps): Promise<void> {
  const all = await deps.database.inNoOrganization((tx) =>
    tx.select({ id: organizations.id }).from(organizations),
  );
  const requestId = `clock_${deps.clock.now().toISOString()}`;
  for (const { id } of all) {
    await deps.database.inOrganization(id, (tx) =>
      deps.jobs.enqueue(tx, [{ stage: 'mark_overdue', key: id, payload: { organizationId: id, requestId } }]),
    );
  }
}
