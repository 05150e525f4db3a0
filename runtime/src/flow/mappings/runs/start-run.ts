import { and, desc, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { isMappedAgain } from '../../../core/mapping/runs/is-mapped-again.ts';
import { RunFilter } from '../../../core/mapping/runs/run-filter.ts';
import { emptySummary } from '../../../core/mapping/runs/run-summary.ts';
import type { Tx } from '../../../db/open-database.ts';
import { mappingRuns } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import { recordAudit } from '../../record-audit.ts';
import { authoriseMappings } from '../authorise-mappings.ts';
import { findReplaced } from '../find-live.ts';
import { expectStatus, getVersionForUpdate, type VersionRow } from '../get-version.ts';
import { countRunRecords } from './load-run-records.ts';

type StartRunInput = { versionId: string; filter?: z.input<typeof RunFilter> };

/**
 * Begins a dry run: the version over stored records beside the live one, storing nothing but what it found. Returns
 * the id of the run, or of the one of this version that is under way. Throws `mapping.not_found`.
 */
export function startDryRun({ ctx, input }: { ctx: Ctx; input: StartRunInput }): Promise<{ runId: string }> {
  return startRun(ctx, 'dry_run', input);
}

/**
 * Begins a backfill: stored records are mapped again by the live version. A dry run of it must have ended before, so
 * that nobody is surprised. Throws `mapping.not_found` and `mapping.state_refused`.
 */
export function startBackfill({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: StartRunInput;
}): Promise<{ runId: string }> {
  return startRun(ctx, 'backfill', input);
}

async function startRun(
  ctx: Ctx,
  kind: 'dry_run' | 'backfill',
  input: StartRunInput,
): Promise<{ runId: string }> {
  authoriseMappings(ctx);
  const filter = RunFilter.parse(input.filter ?? {});
  const { organizationId, requestId, actor, deps } = ctx;
  return deps.database.inOrganization(organizationId, async (tx) => {
    const version = await getVersionForUpdate(tx, input.versionId);
    const running = await findRunning(tx, version.id, kind);
    if (running !== undefined) return { runId: running };
    if (kind === 'backfill') await refuseUntried(tx, version);
    const live = await findReplaced(tx, version);
    const runId = deps.ids.next('mappingRun');
    const totalCount = await countRunRecords(tx, version, filter);
    await tx.insert(mappingRuns).values({
      organizationId,
      id: runId,
      kind,
      versionId: version.id,
      againstVersionId: live === undefined || live.id === version.id ? null : live.id,
      filter,
      state: 'running',
      totalCount,
      summary: emptySummary(),
      startedBy: actor,
      startedAt: deps.clock.now(),
    });
    await deps.jobs.enqueue(tx, [
      { stage: 'run_mapping', key: runId, payload: { organizationId, requestId, runId } },
    ]);
    await recordAudit(tx, ctx, {
      action: kind === 'dry_run' ? 'mapping.dry_run' : 'mapping.backfill',
      objectKind: 'mapping',
      objectId: version.id,
      after: { runId, filter, totalCount },
    });
    return { runId };
  });
}

async function findRunning(
  tx: Tx,
  versionId: string,
  kind: 'dry_run' | 'backfill',
): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: mappingRuns.id })
    .from(mappingRuns)
    .where(
      and(eq(mappingRuns.versionId, versionId), eq(mappingRuns.kind, kind), isNull(mappingRuns.finishedAt)),
    );
  return row?.id;
}

async function refuseUntried(tx: Tx, version: VersionRow): Promise<void> {
  expectStatus(version, 'published');
  if (!isMappedAgain(version.kind)) {
    throw new AppError('mapping.state_refused', {
      detail: `A ${version.kind} is not mapped again: what was made of it stands in our own books.`,
    });
  }
  const [tried] = await tx
    .select({ id: mappingRuns.id })
    .from(mappingRuns)
    .where(
      and(
        eq(mappingRuns.versionId, version.id),
        eq(mappingRuns.kind, 'dry_run'),
        eq(mappingRuns.state, 'done'),
      ),
    )
    .orderBy(desc(mappingRuns.id))
    .limit(1);
  if (tried !== undefined) return;
  throw new AppError('mapping.state_refused', {
    detail: 'A dry run of this version must end first, so that what a backfill does is known.',
  });
}
