import type { Ctx } from '../context.ts';
import { getRulesVersionForUpdate } from './get-rules-version.ts';
import { moveRules } from './move-rules.ts';

/** Gives a draft up; what it said is kept. Throws `rules.not_found` and `rules.state_refused`. */
export async function discardRules({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getRulesVersionForUpdate(tx, ctx, input.versionId, 'draft');
    await moveRules(tx, ctx, { version, to: 'discarded', action: 'rules.discard' });
  });
}
