import { and, eq, inArray, min } from 'drizzle-orm';
import type { AppError } from '../core/app-error.ts';
import type { Tx } from '../db/open-database.ts';
import { deadLetters } from '../db/schema/index.ts';
import type { Ctx } from './context.ts';
import { type JobSubject, loadJobSubjects } from './load-job-subjects.ts';
import { recordFailure } from './record-failure.ts';
import { type JobOfSubject, subjectKeyOf } from './subject-key.ts';
import { tellGivenUp } from './sync/tell-given-up.ts';

/** A whole job that failed. */
export type JobFailureInput = {
  job: JobOfSubject;
  error: AppError;
  attemptCount: number;
  /** Whether this was the last try, by how long the tries of this job fail already. */
  isFinal(failingForMs: number): boolean;
};

/** Keeps the failure of a whole job, one row per thing that it is about; returns whether it was the last try. */
export async function recordJobFailure(tx: Tx, ctx: Ctx, input: JobFailureInput): Promise<boolean> {
  const subjects = await loadJobSubjects(tx, input.job);
  const now = ctx.deps.clock.now();
  const since = (await findFailingSince(tx, subjects)) ?? now;
  const isFinal = input.isFinal(now.getTime() - since.getTime());
  // Before its failures are written: a verb locks the invoice first as well.
  if (isFinal) await tellGivenUp(tx, ctx, input);
  for (const { job, shown } of subjects) {
    await recordFailure(tx, ctx, {
      job,
      subject: shown,
      error: input.error,
      attemptCount: input.attemptCount,
      isFinal,
    });
  }
  return isFinal;
}

async function findFailingSince(tx: Tx, subjects: JobSubject[]): Promise<Date | null> {
  const stages = new Set(subjects.map(({ job }) => job.stage));
  const [row] = await tx
    .select({ since: min(deadLetters.firstFailedAt) })
    .from(deadLetters)
    .where(
      and(
        inArray(deadLetters.queue, [...stages]),
        inArray(
          deadLetters.subjectKey,
          subjects.map(({ job }) => subjectKeyOf(job)),
        ),
        eq(deadLetters.state, 'retrying'),
      ),
    );
  return row?.since ?? null;
}
