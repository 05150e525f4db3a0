import { AppError } from '../core/app-error.ts';
import { describeCause } from '../core/describe-cause.ts';
import { PERMISSIONS } from '../core/permissions.ts';
import type { Ctx, FlowDeps } from '../flow/context.ts';
import { JobOrigin, type JobPayload, parseJob, type Stage } from '../flow/jobs.ts';
import { recordJobFailure } from '../flow/record-job-failure.ts';
import { resolveJobFailures } from '../flow/resolve-job-failures.ts';
import { isLastTry, isTriedByAge, RETRY_FOR_MAX_MS } from './retry-policy.ts';
import { STAGES } from './stages.ts';

/** A job as the queue hands it over. */
export type TakenJob = { id: string; key: string; data: unknown; attempt: number; attemptsMax: number };

/** Another try, no earlier than `afterMs` from now; one that does not count is bounded by its age. */
export type RetryOutcome = { state: 'retry'; afterMs: number; isCounted: boolean };

/** `done` also when the job failed for good: its dead letter is the record, and the key must not stay blocked. */
export type JobOutcome = { state: 'done' } | RetryOutcome;

/** Runs the verb of a stage. A failure is kept with its code and attempt count; its code says whether to try again. */
export async function runJob<S extends Stage>(deps: FlowDeps, stage: S, job: TakenJob): Promise<JobOutcome> {
  const origin = JobOrigin.parse(job.data);
  const ctx = systemContext(deps, origin);
  const startedAt = deps.clock.now();
  try {
    const { payload } = parseJob(stage, job.key, job.data);
    await STAGES[stage]({ ctx, input: payload as JobPayload<S> });
    await deps.database.inOneTrip(
      ctx.organizationId,
      resolveJobFailures({ stage, key: job.key, payload: origin }, startedAt),
    );
    return { state: 'done' };
  } catch (cause) {
    const error = cause instanceof AppError ? cause : new AppError('request.internal', { cause });
    const isFinal = await keepFailure(ctx, stage, job, origin, error);
    deps.log.warn(
      {
        stage,
        key: job.key,
        code: error.code,
        attempt: job.attempt,
        isFinal: isFinal ?? false,
        requestId: ctx.requestId,
        err: causeOf(cause),
      },
      'job failed',
    );
    if (isFinal === true) return { state: 'done' };
    const afterMs = Math.min(error.retryAfterMs ?? 0, RETRY_FOR_MAX_MS);
    return { state: 'retry', afterMs, isCounted: isFinal === undefined || !isTriedByAge(error.code) };
  }
}

/**
 * Whether this was the last try; undefined when the failure could not be kept. The job is then tried again, and when
 * that goes on the queue gives it up and its letter is written from there.
 */
async function keepFailure(
  ctx: Ctx,
  stage: Stage,
  job: TakenJob,
  payload: JobOrigin,
  error: AppError,
): Promise<boolean | undefined> {
  const { attempt, attemptsMax } = job;
  try {
    return await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
      recordJobFailure(tx, ctx, {
        job: { stage, key: job.key, payload },
        error,
        attemptCount: attempt,
        isFinal: (failingForMs) => isLastTry(error, { attempt, attemptsMax, failingForMs }),
      }),
    );
  } catch (cause) {
    ctx.deps.log.error(
      { stage, key: job.key, attempt, requestId: ctx.requestId, err: causeOf(cause) },
      'failure not kept',
    );
    return undefined;
  }
}

/** Unexpected causes are for the log; an AppError says everything by its code. */
const causeOf = (cause: unknown): string | undefined =>
  cause instanceof AppError ? undefined : describeCause(cause);

/** The hub acting by itself, for the organization that a job names. */
export function systemContext(deps: FlowDeps, payload: { organizationId: string; requestId: string }): Ctx {
  return {
    organizationId: payload.organizationId,
    actor: { kind: 'system', id: 'hub', name: 'Seikyu' },
    permissions: new Set(PERMISSIONS),
    roles: [],
    entityIds: null,
    requestId: payload.requestId,
    deps,
  };
}
