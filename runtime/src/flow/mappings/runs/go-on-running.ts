import { eq } from 'drizzle-orm';
import { AppError } from '../../../core/app-error.ts';
import { countRecord } from '../../../core/mapping/runs/run-summary.ts';
import type { Tx } from '../../../db/open-database.ts';
import { mappingRunRecords, mappingRuns } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import { getVersion } from '../get-version.ts';
import { backfillPart } from './backfill-part.ts';
import { dryRunPart } from './dry-run-part.ts';
import { getRunForUpdate } from './get-run.ts';
import { loadRunRecords } from './load-run-records.ts';
import type { PartResult, RunPart } from './run-part.ts';

/** Records between two notes of how far a run came, and such parts in one job: a job has a bound in time. */
const PART_MAX = 200;
const PARTS_MAX = 8;
/** Records that a run keeps to be looked at; beyond they are counted only. */
const KEPT_MAX = 2_000;

/**
 * Goes on with a run, part after part. Killed half-way it begins after the part that it noted last; a part that was
 * done and not noted is done again, and gives the same. A failure ends the run, which says why.
 */
export async function goOnRunning({ ctx, input }: { ctx: Ctx; input: { runId: string } }): Promise<void> {
  for (let part = 1; part <= PARTS_MAX; part += 1) {
    if (await runPart(ctx, input.runId, part === PARTS_MAX)) return;
  }
}

/** Does one part; returns true when the run has ended. */
async function runPart(ctx: Ctx, runId: string, isLast: boolean): Promise<boolean> {
  const { organizationId, requestId, deps } = ctx;
  const part = await deps.database.inOrganization(organizationId, (tx) => loadPart(tx, ctx, runId));
  if (part === undefined) return true;
  const { run, rows } = part;
  const done = await doPart(ctx, part);
  const isDone = rows.length < PART_MAX || run.doneCount + rows.length >= run.totalCount;
  await deps.database.inOrganization(organizationId, async (tx) => {
    const current = await getRunForUpdate(tx, runId);
    // Another worker took the run over, after this one was thought lost.
    if (current.position !== run.position || current.finishedAt !== null) return;
    const finishedAt = deps.clock.now();
    if (done instanceof AppError) {
      const failure = { code: done.code, detail: done.detail };
      await tx
        .update(mappingRuns)
        .set({ state: 'failed', failure, finishedAt })
        .where(eq(mappingRuns.id, runId));
      return;
    }
    const { summary } = current;
    for (const result of done.results) countRecord(summary, result);
    summary.unpricedCount += done.unpricedCount;
    if (done.kept.length > 0) {
      await tx
        .insert(mappingRunRecords)
        .values(done.kept.map((record) => ({ organizationId, runId, ...record })))
        .onConflictDoNothing();
    }
    await tx
      .update(mappingRuns)
      .set({
        summary,
        doneCount: run.doneCount + rows.length,
        position: rows.at(-1)?.id ?? run.position,
        ...(isDone ? { state: 'done' as const, finishedAt } : {}),
      })
      .where(eq(mappingRuns.id, runId));
    if (isLast && !isDone) {
      await deps.jobs.enqueue(tx, [
        { stage: 'run_mapping', key: runId, payload: { organizationId, requestId, runId } },
      ]);
    }
  });
  return isDone || done instanceof AppError;
}

async function loadPart(tx: Tx, ctx: Ctx, runId: string): Promise<RunPart | undefined> {
  const run = await getRunForUpdate(tx, runId);
  if (run.state === 'stopping') {
    await tx
      .update(mappingRuns)
      .set({ state: 'stopped', finishedAt: ctx.deps.clock.now() })
      .where(eq(mappingRuns.id, runId));
    return undefined;
  }
  if (run.state !== 'running') return undefined;
  const version = await getVersion(tx, run.versionId);
  const against = run.againstVersionId === null ? undefined : await getVersion(tx, run.againstVersionId);
  const count = Math.min(PART_MAX, run.totalCount - run.doneCount);
  const rows = await loadRunRecords(tx, version, run.filter, { position: run.position, count });
  return { run, version, against, rows };
}

/** An error of ours that says what is wrong ends the run; any other is tried again by the queue. */
async function doPart(ctx: Ctx, part: RunPart): Promise<PartResult | AppError> {
  const keptCount = Object.entries(part.run.summary.outcomes).reduce(
    (sum, [outcome, count]) => (outcome === 'unchanged' || outcome === 'passed_over' ? sum : sum + count),
    0,
  );
  const room = Math.max(0, KEPT_MAX - keptCount);
  try {
    return await (part.run.kind === 'dry_run' ? dryRunPart(ctx, part, room) : backfillPart(ctx, part, room));
  } catch (cause) {
    if (cause instanceof AppError && cause.retry !== 'later') return cause;
    throw cause;
  }
}
