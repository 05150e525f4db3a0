import { eq } from 'drizzle-orm';
import { mappingRuns } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import { recordAudit } from '../../record-audit.ts';
import { authoriseMappings } from '../authorise-mappings.ts';
import { getRunForUpdate } from './get-run.ts';

/**
 * Asks a run to stop after the records that it is at; what it found until then is kept. A run that has ended stays as
 * it is. Throws `mapping.not_found`.
 */
export async function stopRun({ ctx, input }: { ctx: Ctx; input: { runId: string } }): Promise<void> {
  authoriseMappings(ctx);
  const { organizationId, requestId } = ctx;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const run = await getRunForUpdate(tx, input.runId);
    if (run.state !== 'running') return;
    await tx.update(mappingRuns).set({ state: 'stopping' }).where(eq(mappingRuns.id, run.id));
    // The job that ends it, also where the one that went on with it was given up.
    await ctx.deps.jobs.enqueue(tx, [
      { stage: 'run_mapping', key: run.id, payload: { organizationId, requestId, runId: run.id } },
    ]);
    await recordAudit(tx, ctx, {
      action: 'mapping.run_stop',
      objectKind: 'mapping',
      objectId: run.versionId,
      after: { runId: run.id, doneCount: run.doneCount },
    });
  });
}
