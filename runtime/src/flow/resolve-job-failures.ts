import { and, eq, lte, sql } from 'drizzle-orm';
import type { Tx } from '../db/open-database.ts';
import { deadLetters } from '../db/schema/index.ts';
import type { Stage } from './jobs.ts';
import { resolveFailures } from './record-failure.ts';
import { type JobOfSubject, subjectKeyOf } from './subject-key.ts';

/** What went through for an invoice when a stage did: people submit and issue without a job that could say so. */
const WENT_THROUGH: { [S in Stage]?: readonly Stage[] } = {
  issue: ['submit', 'issue'],
  render: ['submit', 'issue', 'render'],
};

/** Closes the open failures of what a job was about, once it went through; never one from after its start. */
export async function resolveJobFailures(tx: Tx, job: JobOfSubject, startedAt: Date): Promise<void> {
  if (job.stage === 'map') return resolveTriesOfMapping(tx, job, startedAt);
  await resolveFailures(tx, WENT_THROUGH[job.stage] ?? job.stage, subjectKeyOf(job), startedAt);
}

/**
 * The mapping closes or keeps the letters of its records itself. What is left are earlier tries of the whole job for
 * records that no mapping is published for.
 */
async function resolveTriesOfMapping(tx: Tx, job: JobOfSubject, startedAt: Date): Promise<void> {
  await tx
    .update(deadLetters)
    .set({ state: 'resolved' })
    .where(
      and(
        eq(deadLetters.queue, 'map'),
        eq(deadLetters.state, 'retrying'),
        lte(deadLetters.lastFailedAt, startedAt),
        sql`(${JSON.stringify(job.payload)}::text)::jsonb -> 'recordIds' @> (${deadLetters.payload} -> 'recordIds')`,
      ),
    );
}
