import { and, inArray, lte, sql } from 'drizzle-orm';
import type { AppError } from '../core/app-error.ts';
import { type JsonObject, toJson } from '../core/json.ts';
import type { Tx } from '../db/open-database.ts';
import { deadLetters } from '../db/schema/index.ts';
import type { Ctx } from './context.ts';
import type { Stage } from './jobs.ts';
import { recordAudit } from './record-audit.ts';
import { subjectKeyOf } from './subject-key.ts';

/** A failure of a job or of one record within it. */
export type FailureInput = {
  /** What runs again when somebody replays it. The key of a `map` job here is the record's (`recordKeyOf`). */
  job: { stage: Stage; key: string; payload: object };
  /** What it was about, for people: system, object, record, invoice. */
  subject: JsonObject;
  error: AppError;
  attemptCount: number;
  isFinal: boolean;
};

/**
 * Keeps a failure with its code and attempt count: `retrying` while tries are left, then a dead letter.
 * One open row per stage and subject; a later failure of the same work updates it.
 */
export async function recordFailure(tx: Tx, ctx: Ctx, input: FailureInput): Promise<void> {
  const now = ctx.deps.clock.now();
  const { job, error } = input;
  const failure = {
    jobKey: job.key,
    payload: toJson(job.payload),
    subject: input.subject,
    code: error.code,
    detail: error.detail,
    errors: error.errors,
    attemptCount: input.attemptCount,
    state: input.isFinal ? ('dead' as const) : ('retrying' as const),
    lastFailedAt: now,
  };
  const [row] = await tx
    .insert(deadLetters)
    .values({
      organizationId: ctx.organizationId,
      id: ctx.deps.ids.next('deadLetter'),
      queue: job.stage,
      subjectKey: subjectKeyOf(job),
      firstFailedAt: now,
      ...failure,
    })
    .onConflictDoUpdate({
      target: [deadLetters.organizationId, deadLetters.queue, deadLetters.subjectKey],
      targetWhere: sql`state in ('retrying', 'dead')`,
      set: {
        ...failure,
        // After a dead letter begins a new run of tries, whose age must not count the old one.
        firstFailedAt: sql`case when ${deadLetters.state} = 'retrying' then ${deadLetters.firstFailedAt}
          else excluded.first_failed_at end`,
      },
    })
    .returning({ id: deadLetters.id });
  if (input.isFinal && row !== undefined) {
    await recordAudit(tx, ctx, {
      action: 'job.dead',
      objectKind: 'dead_letter',
      objectId: row.id,
      after: { stage: job.stage, code: error.code, subject: input.subject },
    });
  }
}

/** Closes the open failures of subjects in some stages, once their work went through; with `until` only those up to then. */
export async function resolveFailures(
  tx: Tx,
  stages: Stage | readonly Stage[],
  subjectKeys: string | readonly string[],
  until?: Date,
): Promise<void> {
  if (subjectKeys.length === 0) return;
  await tx
    .update(deadLetters)
    .set({ state: 'resolved' })
    .where(
      and(
        inArray(deadLetters.queue, typeof stages === 'string' ? [stages] : [...stages]),
        inArray(deadLetters.subjectKey, typeof subjectKeys === 'string' ? [subjectKeys] : [...subjectKeys]),
        inArray(deadLetters.state, ['retrying', 'dead']),
        until === undefined ? undefined : lte(deadLetters.lastFailedAt, until),
      ),
    );
}
