import type { Ctx } from '../context.ts';
import { authoriseMappings } from './authorise-mappings.ts';
import { expectStatus, getVersionForUpdate } from './get-version.ts';
import { makeLive } from './make-live.ts';
import { refuseWriter } from './refuse-writer.ts';

const OWN = 'Nobody publishes a mapping that they wrote: its reviewer does, or another person.';

/**
 * Makes a reviewed version the live one. Nobody who wrote in it may, themselves or by a machine's key that they made; the
 * key of a machine behind which no writer stands may. Throws `mapping.not_found`, `mapping.state_refused` and
 * `mapping.review_refused`.
 */
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
    const liftedRules = await refuseWriter(tx, ctx, version, OWN);
    await makeLive(tx, ctx, { version, reason: version.reason, liftedRules });
  });
}
