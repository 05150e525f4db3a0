import { eq } from 'drizzle-orm';
import { mappingVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { authoriseMappings } from './authorise-mappings.ts';
import { expectStatus, getVersionForUpdate } from './get-version.ts';

/**
 * Lets a live version go on that was paused because its script hung. Its records wait as dead letters to be replayed.
 * One that is not paused stays as it is. Throws `mapping.not_found` and `mapping.state_refused`.
 */
export async function resumeMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<void> {
  authoriseMappings(ctx);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getVersionForUpdate(tx, input.versionId);
    expectStatus(version, 'published');
    if (version.pausedAt === null) return;
    await tx.update(mappingVersions).set({ pausedAt: null }).where(eq(mappingVersions.id, version.id));
    await recordAudit(tx, ctx, {
      action: 'mapping.resume',
      objectKind: 'mapping',
      objectId: version.id,
      before: { pausedAt: version.pausedAt.toISOString() },
    });
  });
}
