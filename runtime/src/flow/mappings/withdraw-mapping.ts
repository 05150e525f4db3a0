import type { Ctx } from '../context.ts';
import { authoriseMappings } from './authorise-mappings.ts';
import { expectStatus, getVersionForUpdate } from './get-version.ts';
import { moveVersion } from './move-version.ts';

/** Takes a version back from review to be edited; a review that it had is void. Throws `mapping.*`. */
export async function withdrawMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<void> {
  authoriseMappings(ctx);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getVersionForUpdate(tx, input.versionId);
    expectStatus(version, 'in_review', 'reviewed');
    await moveVersion(tx, ctx, {
      version,
      to: 'draft',
      action: 'mapping.withdraw',
      set: { submittedAt: null, reviewer: null, reviewedAt: null, reviewComment: '' },
    });
  });
}
