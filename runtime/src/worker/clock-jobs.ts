import type { PgBoss } from 'pg-boss';
import { organizations } from '../db/schema/index.ts';
import type { FlowDeps } from '../flow/context.ts';

/** The queue that the queue's own clock writes to; a job of it is not about any organization yet. */
export const CLOCK_QUEUE = 'clock';

/** Every quarter of an hour: zones begin their day at quarters (Asia/Kathmandu is 45 minutes off). */
const EVERY_QUARTER = '*/15 * * * *';
const QUARTER_MINUTES = 15;

/** What each tick begins, and what the first one of an hour does. */
const EVERY_TICK = ['mark_overdue', 'bill_due', 'chase_approvals', 'anchor_audit'] as const;
const EVERY_HOUR = [...EVERY_TICK, 'check_numbers', 'prune', 'fetch_rates', 'plan_reminders'] as const;

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
  const now = deps.clock.now();
  const requestId = `clock_${now.toISOString()}`;
  const stages = now.getUTCMinutes() < QUARTER_MINUTES ? EVERY_HOUR : EVERY_TICK;
  for (const { id } of all) {
    const jobs = stages.map((stage) => ({ stage, key: id, payload: { organizationId: id, requestId } }));
    await deps.database.inOrganization(id, (tx) => deps.jobs.enqueue(tx, jobs));
  }
}
