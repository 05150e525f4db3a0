import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { getRulesVersionForUpdate } from './get-rules-version.ts';
import { putInForce } from './put-in-force.ts';

/** Why the version before is wanted back. */
export const RollBackRulesInput = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export type RollBackRulesInput = z.infer<typeof RollBackRulesInput>;

/**
 * Puts a version in force again that was so before. It was reviewed then and is what it was, so nobody reviews it twice;
 * those who wrote it still do not do this themselves. Throws `rules.not_found`, `rules.state_refused` and
 * `rules.review_refused`.
 */
export async function rollBackRules({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RollBackRulesInput & { versionId: string };
}): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getRulesVersionForUpdate(tx, ctx, input.versionId, 'retired');
    await putInForce(tx, ctx, { version, action: 'rules.roll_back', reason: input.reason });
  });
}
