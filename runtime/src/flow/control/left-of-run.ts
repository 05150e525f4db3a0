import { and, eq, gt, lte, type SQL } from 'drizzle-orm';
import { deadLetters, type replayRuns } from '../../db/schema/index.ts';

type Run = Pick<typeof replayRuns.$inferSelect, 'stage' | 'code' | 'position' | 'lastId'>;

/** The stopped work that a run has not looked at yet. */
export const leftOfRun = (run: Run): SQL | undefined =>
  and(
    eq(deadLetters.state, 'dead'),
    eq(deadLetters.queue, run.stage),
    eq(deadLetters.code, run.code),
    gt(deadLetters.id, run.position),
    lte(deadLetters.id, run.lastId),
  );
