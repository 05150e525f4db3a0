import { AppError } from '../core/app-error.ts';
import { PERMISSIONS } from '../core/permissions.ts';
import type { Ctx, FlowDeps } from '../flow/context.ts';
import { JobOrigin, type JobPayload, parseJob, type Stage } from '../flow/jobs.ts';
import { recordFailure, resolveFailures } from '../flow/record-failure.ts';
import { STAGES, subjectOf } from './stages.ts';

/** A job as the queue hands it over. */
export type TakenJob = { id: string; key: string; data: unknown; attempt: number; attemptsMax: number };

/** `done` also when the job failed for good: its dead letter is the record, and the key must not stay blocked. */
export type JobOutcome = 'done' | 'retry';

/** Runs the verb of a stage. A failure is kept with its code and attempt count; its code says whether to try again. */
export async function runJob<S extends Stage>(deps: FlowDeps, stage: S, job: TakenJob): Promise<JobOutcome> {
  const origin = JobOrigin.parse(job.data);
  const ctx = systemContext(deps, origin);
  try {
    const { payload } = parseJob(stage, job.key, job.data);
    await STAGES[stage]({ ctx, input: payload as JobPayload<S> });
    if (job.attempt > 1)
      await deps.database.inOrganization(ctx.organizationId, (tx) => resolveFailures(tx, stage, job.key));
    return 'done';
  } catch (cause) {
    const error = cause instanceof AppError ? cause : new AppError('request.internal', { cause });
    const isFinal = error.retry !== 'later' || job.attempt >= job.attemptsMax;
    deps.log.warn(
      {
        stage,
        key: job.key,
        code: error.code,
        attempt: job.attempt,
        isFinal,
        requestId: ctx.requestId,
        err: causeOf(cause),
      },
      'job failed',
    );
    await deps.database.inOrganization(ctx.organizationId, (tx) =>
      recordFailure(tx, ctx, {
        job: { stage, key: job.key, payload: origin },
        subject: subjectOf(stage, origin),
        error,
        attemptCount: job.attempt,
        isFinal,
      }),
    );
    return isFinal ? 'done' : 'retry';
  }
}

/** Unexpected causes are for the log; an AppError says everything by its code. */
function causeOf(cause: unknown): string | undefined {
  return cause instanceof AppError
    ? undefined
    : cause instanceof Error
      ? (cause.stack ?? cause.message)
      : String(cause);
}

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
