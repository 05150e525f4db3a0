import { count, desc, eq, gt, or } from 'drizzle-orm';
import { deadLetters, replayRuns } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { leftOfRun } from '../control/left-of-run.ts';

/** A run over all stopped work of one kind: how much of it was looked at, and how much of that was refused. */
export type ReplayRunView = {
  id: string;
  stage: string;
  code: string;
  total: number;
  done: number;
  refused: number;
  isRunning: boolean;
  startedBy: string;
  startedAt: Date;
};

/** How long a run that ended is still shown. */
const SHOWN_MS = 30 * 60_000;
const RUNS_MAX = 20;

/** The runs that are under way, and those that ended in the last half hour, the newest first. */
export async function listReplayRuns({ ctx }: { ctx: Ctx }): Promise<ReplayRunView[]> {
  authorise(ctx, 'admin');
  const since = new Date(ctx.deps.clock.now().getTime() - SHOWN_MS);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const runs = await tx
      .select()
      .from(replayRuns)
      .where(or(eq(replayRuns.state, 'running'), gt(replayRuns.finishedAt, since)))
      .orderBy(desc(replayRuns.id))
      .limit(RUNS_MAX);
    const views: ReplayRunView[] = [];
    for (const run of runs) {
      const isRunning = run.state === 'running';
      // Counted and not noted: what was replayed has left the stopped work, however the process ended.
      const [left] = isRunning
        ? await tx.select({ count: count() }).from(deadLetters).where(leftOfRun(run))
        : [{ count: 0 }];
      views.push({
        id: run.id,
        stage: run.stage,
        code: run.code,
        total: run.totalCount,
        done: Math.max(0, run.totalCount - (left?.count ?? 0)),
        refused: run.refusedCount,
        isRunning,
        startedBy: run.startedBy.name,
        startedAt: run.startedAt,
      });
    }
    return views;
  });
}
