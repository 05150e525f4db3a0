import type { Ctx } from '../context.ts';
import { authoriseMappings } from './authorise-mappings.ts';
import { expectStatus, getVersionForUpdate } from './get-version.ts';
import { makeLive } from './make-live.ts';

/** Makes a reviewed version the live one. Throws `mapping.not_found` and `mapping.state_refused`. */
export async function publishMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<void> {
  authoriseMappings(ctx);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getVersionForUpdate(tx, input.versionId);
    expectStatus(version, 'reviewed');
    await makeLive(tx, ctx, version, version.reason);
  });
}
