import { and, eq, inArray, sql } from 'drizzle-orm';
import type { AppError } from '../core/app-error.ts';
import { type JsonObject, toJson } from '../core/json.ts';
import type { Tx } from '../db/open-database.ts';
import { deadLetters } from '../db/schema/index.ts';
import type { Ctx } from './context.ts';
import type { Stage } from './jobs.ts';
import { recordAudit } from './record-audit.ts';

/** A failure of a job or of one record within it. */
export type FailureInput = {
  job: { stage: Stage; key: string; payload: object };
  /** What it was about, for people: system, object, record, invoice. */
  subject: JsonObject;
  error: AppError;
  attemptCount: number;
  isFinal: boolean;
};

/**
 * Keeps a failure with its code and attempt count: `retrying` while tries are left, then a dead letter.
 * One open row per stage and key; a later failure of the same work updates it.
 */
export async function recordFailure(tx: Tx, ctx: Ctx, input: FailureInput): Promise<void> {
  const now = ctx.deps.clock.now();
  const { job, error } = input;
  const failure = {
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
      jobKey: job.key,
      firstFailedAt: now,
      ...failure,
    })
    .onConflictDoUpdate({
      target: [deadLetters.organizationId, deadLetters.queue, deadLetters.jobKey],
      targetWhere: sql`state in ('retrying', 'dead')`,
      set: failure,
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

/** Closes the open failure of a stage and key, once the same work went through. */
export async function resolveFailures(tx: Tx, stage: Stage, key: string): Promise<void> {
  await tx
    .update(deadLetters)
    .set({ state: 'resolved' })
    .where(
      and(
        eq(deadLetters.queue, stage),
        eq(deadLetters.jobKey, key),
        inArray(deadLetters.state, ['retrying', 'dead']),
      ),
    );
}
