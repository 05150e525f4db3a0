import { eq } from 'drizzle-orm';
import { mappingRuns } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import { recordAudit } from '../../record-audit.ts';
import { authoriseMappings } from '../authorise-mappings.ts';
import { expectStatus, getVersionForUpdate } from '../get-version.ts';
import { getRunForUpdate } from './get-run.ts';

/**
 * Goes on with a backfill that was stopped or failed, after the records that it has done. One that runs or is done
 * stays as it is. Throws `mapping.not_found`, and `mapping.state_refused` when its version is not live any more.
 */
export async function resumeRun({ ctx, input }: { ctx: Ctx; input: { runId: string } }): Promise<void> {
  authoriseMappings(ctx);
  const { organizationId, requestId, deps } = ctx;
  await deps.database.inOrganization(organizationId, async (tx) => {
    const run = await getRunForUpdate(tx, input.runId);
    if (run.kind !== 'backfill' || (run.state !== 'stopped' && run.state !== 'failed')) return;
    expectStatus(await getVersionForUpdate(tx, run.versionId), 'published');
    await tx
      .update(mappingRuns)
      .set({ state: 'running', finishedAt: null, failure: null })
      .where(eq(mappingRuns.id, run.id));
    await deps.jobs.enqueue(tx, [
      { stage: 'run_mapping', key: run.id, payload: { organizationId, requestId, runId: run.id } },
    ]);
    await recordAudit(tx, ctx, {
      action: 'mapping.run_resume',
      objectKind: 'mapping',
      objectId: run.versionId,
      after: { runId: run.id, doneCount: run.doneCount },
    });
  });
}
