import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { authoriseMappings } from './authorise-mappings.ts';
import { expectStatus, getVersionForUpdate } from './get-version.ts';
import { makeLive } from './make-live.ts';

/** Why the version before is wanted back. */
export const RollBackMappingInput = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export type RollBackMappingInput = z.infer<typeof RollBackMappingInput>;

/**
 * Makes a version live again that was so before. It was reviewed then and is what it was, so nobody is asked: a way
 * back must be quick. Throws `mapping.not_found` and `mapping.state_refused`.
 */
export async function rollBackMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RollBackMappingInput & { versionId: string };
}): Promise<void> {
  authoriseMappings(ctx);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getVersionForUpdate(tx, input.versionId);
    expectStatus(version, 'retired');
    await makeLive(tx, ctx, { version, reason: input.reason });
  });
}
