import { and, count, eq, max } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { deadLetters, replayRuns } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** Which failed work: one stage that stopped for one reason. */
export type ReplayKindInput = { stage: string; code: string };

/**
 * Begins to run all stopped work of one kind again, in the background; returns the id of the run, or of the one that
 * is under way already. Throws `auth.entity_not_granted` for a caller with some entities, and `dead_letter.not_found`
 * when nothing of the kind has stopped.
 */
export async function replayKind({ ctx, input }: { ctx: Ctx; input: ReplayKindInput }): Promise<string> {
  authorise(ctx, 'admin');
  // A dead letter may be about any entity: only who has all of them may run it again.
  if (ctx.entityIds !== null) throw new AppError('auth.entity_not_granted');
  const { organizationId, requestId, actor } = ctx;
  const { stage, code } = input;
  return ctx.deps.database.inOrganization(organizationId, async (tx) => {
    const [stopped] = await tx
      .select({ count: count(), lastId: max(deadLetters.id) })
      .from(deadLetters)
      .where(and(eq(deadLetters.state, 'dead'), eq(deadLetters.queue, stage), eq(deadLetters.code, code)));
    if (stopped === undefined || stopped.lastId === null) throw new AppError('dead_letter.not_found');
    const id = ctx.deps.ids.next('replayRun');
    const begun = await tx
      .insert(replayRuns)
      .values({
        organizationId,
        id,
        stage,
        code,
        totalCount: stopped.count,
        lastId: stopped.lastId,
        state: 'running',
        startedBy: actor,
        startedAt: ctx.deps.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ id: replayRuns.id });
    if (begun.length === 0) {
      const [running] = await tx
        .select({ id: replayRuns.id })
        .from(replayRuns)
        .where(and(eq(replayRuns.stage, stage), eq(replayRuns.code, code), eq(replayRuns.state, 'running')));
      // It ended between the two statements: nothing of the kind is left to begin with.
      if (running === undefined) throw new AppError('dead_letter.not_found');
      return running.id;
    }
    await ctx.deps.jobs.enqueue(tx, [
      { stage: 'replay', key: id, payload: { organizationId, requestId, runId: id } },
    ]);
    await recordAudit(tx, ctx, {
      action: 'job.replay_kind',
      objectKind: 'replay_run',
      objectId: id,
      after: { stage, code, count: stopped.count },
    });
    return id;
  });
}
