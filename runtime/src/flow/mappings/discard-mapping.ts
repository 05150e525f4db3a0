import type { Ctx } from '../context.ts';
import { authoriseMappings } from './authorise-mappings.ts';
import { expectStatus, getVersionForUpdate } from './get-version.ts';
import { moveVersion } from './move-version.ts';

/** Gives a draft up; what it said is kept. Throws `mapping.not_found` and `mapping.state_refused`. */
export async function discardMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<void> {
  authoriseMappings(ctx);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getVersionForUpdate(tx, input.versionId);
    expectStatus(version, 'draft');
    await moveVersion(tx, ctx, { version, to: 'discarded', action: 'mapping.discard' });
  });
}
