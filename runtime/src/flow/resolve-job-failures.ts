import type { HotTx, Statement } from '../db/open-database.ts';
import type { Stage } from './jobs.ts';
import { type JobOfSubject, subjectKeyOf } from './subject-key.ts';

/** What went through for an invoice when a stage did: people submit and issue without a job that could say so. */
const WENT_THROUGH: { [S in Stage]?: readonly Stage[] } = {
  issue: ['submit', 'issue'],
  render: ['submit', 'issue', 'render'],
};

/**
 * Closes the open failures of what a job was about, once it went through; never one from after its start. As statements
 * of one round trip: it runs after every job, and most have no failure.
 */
export function resolveJobFailures(job: JobOfSubject, startedAt: Date): (hot: HotTx) => Statement[] {
  if (job.stage === 'map') return (hot) => [resolveTriesOfMapping(hot, job, startedAt)];
  const stages = WENT_THROUGH[job.stage] ?? [job.stage];
  return (hot) => [
    hot`update dead_letters set state = 'resolved'
      where queue = any(${[...stages]}) and subject_key = ${subjectKeyOf(job)}
        and state in ('retrying', 'dead') and last_failed_at <= ${startedAt.toISOString()}::timestamptz`,
  ];
}

/**
 * The mapping closes or keeps the letters of its records itself. What is left are earlier tries of the whole job for
 * records that no mapping is published for.
 */
const resolveTriesOfMapping = (hot: HotTx, job: JobOfSubject, startedAt: Date): Statement =>
  hot`update dead_letters set state = 'resolved'
    where queue = 'map' and state = 'retrying' and last_failed_at <= ${startedAt.toISOString()}::timestamptz
      and (${JSON.stringify(job.payload)}::text)::jsonb -> 'recordIds' @> (payload -> 'recordIds')`;
