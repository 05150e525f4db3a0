import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { AppError } from '../core/app-error.ts';
import type { FlowDeps } from '../flow/context.ts';
import { isStage, JobOrigin, type Stage } from '../flow/jobs.ts';
import { recordJobFailure } from '../flow/record-job-failure.ts';
import { systemContext } from './run-job.ts';

/**
 * Gives a job that the queue gave up its dead letter, since it never reached our own records, and takes it out of the
 * queue: left there as failed it would hold back every later job of its key.
 */
export async function keepLostJob(
  deps: FlowDeps,
  boss: PgBoss,
  lost: JobWithMetadata<unknown>,
): Promise<void> {
  const { sourceName, sourceId } = lost;
  if (sourceName === null || sourceId === null || !isStage(sourceName)) return;
  const origin = JobOrigin.safeParse(lost.data);
  if (origin.success) await writeLetter(deps, sourceName, lost, origin.data);
  else deps.log.error({ stage: sourceName, key: lost.singletonKey }, 'lost job names no organization');
  await boss.deleteJob(sourceName, sourceId);
}

async function writeLetter(
  deps: FlowDeps,
  stage: Stage,
  lost: JobWithMetadata<unknown>,
  payload: JobOrigin,
): Promise<void> {
  const ctx = systemContext(deps, payload);
  await deps.database.inOrganization(ctx.organizationId, (tx) =>
    recordJobFailure(tx, ctx, {
      job: { stage, key: lost.singletonKey ?? lost.sourceId ?? lost.id, payload },
      error: new AppError('request.internal', {
        detail: 'The process that ran this job died at every attempt.',
      }),
      attemptCount: (lost.sourceRetryCount ?? 0) + 1,
      isFinal: () => true,
    }),
  );
}
