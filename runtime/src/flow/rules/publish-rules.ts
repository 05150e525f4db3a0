import type { Ctx } from '../context.ts';
import { getRulesVersionForUpdate } from './get-rules-version.ts';
import { putInForce } from './put-in-force.ts';

/**
 * Puts a reviewed version in force at once: what is submitted from here on is routed by it, what was submitted before
 * keeps its route. Throws `rules.not_found`, `rules.state_refused` and `rules.review_refused`.
 */
export async function publishRules({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getRulesVersionForUpdate(tx, ctx, input.versionId, 'reviewed');
    await putInForce(tx, ctx, { version, action: 'rules.publish', reason: version.reason });
  });
}
