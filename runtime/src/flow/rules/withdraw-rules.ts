import type { Ctx } from '../context.ts';
import { getRulesVersionForUpdate } from './get-rules-version.ts';
import { moveRules } from './move-rules.ts';

/** Takes a version back from review to be edited; a review that it had is void. Throws `rules.*`. */
export async function withdrawRules({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getRulesVersionForUpdate(tx, ctx, input.versionId, 'in_review', 'reviewed');
    await moveRules(tx, ctx, {
      version,
      to: 'draft',
      action: 'rules.withdraw',
      set: { submittedAt: null, reviewer: null, reviewedAt: null, reviewComment: '' },
    });
  });
}
