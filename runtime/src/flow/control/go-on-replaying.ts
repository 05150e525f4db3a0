import { asc, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { deadLetters, replayRuns } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { leftOfRun } from './left-of-run.ts';
import { replayDeadLetter } from './replay-dead-letter.ts';

/** Pieces of work between two notes of how far it came, and between two jobs: a job has a bound in time. */
const PART_MAX = 25;
const PARTS_MAX = 8;

/**
 * Goes on with a run of `replayKind`, the oldest first, each piece of work in a transaction of its own and on the word
 * of whoever began the run: one that is refused does not hold up the others. Killed half-way, it begins after what it
 * noted last; what was replayed since then is not stopped any more, and is not run a second time.
 */
export async function goOnReplaying({ ctx, input }: { ctx: Ctx; input: { runId: string } }): Promise<void> {
  for (let part = 1; part <= PARTS_MAX; part += 1) {
    if (await replayPart(ctx, input.runId, part === PARTS_MAX)) return;
  }
}

/** Replays one part; returns true when the run has ended. */
async function replayPart(ctx: Ctx, runId: string, isLast: boolean): Promise<boolean> {
  const { organizationId, requestId, deps } = ctx;
  const { run, ids } = await deps.database.inOrganization(organizationId, async (tx) => {
    const [found] = await tx.select().from(replayRuns).where(eq(replayRuns.id, runId));
    if (found === undefined || found.state === 'done') return { run: undefined, ids: [] };
    const left = await tx
      .select({ id: deadLetters.id })
      .from(deadLetters)
      .where(leftOfRun(found))
      .orderBy(asc(deadLetters.id))
      .limit(PART_MAX);
    return { run: found, ids: left.map(({ id }) => id) };
  });
  if (run === undefined) return true;
  let refusedCount = run.refusedCount;
  for (const deadLetterId of ids) {
    try {
      await replayDeadLetter({ ctx: { ...ctx, actor: run.startedBy }, input: { deadLetterId } });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refusedCount += 1;
    }
  }
  const isDone = ids.length < PART_MAX;
  await deps.database.inOrganization(organizationId, async (tx) => {
    await tx
      .update(replayRuns)
      .set({
        refusedCount,
        position: ids.at(-1) ?? run.position,
        ...(isDone ? { state: 'done', finishedAt: deps.clock.now() } : {}),
      })
      .where(eq(replayRuns.id, runId));
    if (isLast && !isDone) {
      await deps.jobs.enqueue(tx, [
        { stage: 'replay', key: runId, payload: { organizationId, requestId, runId } },
      ]);
    }
  });
  return isDone;
}
