import { and, eq } from 'drizzle-orm';
import { mappingFixtures } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { authoriseMappings } from './authorise-mappings.ts';
import { expectStatus, getVersionForUpdate } from './get-version.ts';

/** Takes a fixture off a draft; one that is not there changes nothing. Throws `mapping.*`. */
export async function removeFixture({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string; name: string };
}): Promise<void> {
  authoriseMappings(ctx);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getVersionForUpdate(tx, input.versionId);
    expectStatus(version, 'draft');
    const removed = await tx
      .delete(mappingFixtures)
      .where(and(eq(mappingFixtures.versionId, version.id), eq(mappingFixtures.name, input.name)))
      .returning({ name: mappingFixtures.name });
    if (removed.length === 0) return;
    await recordAudit(tx, ctx, {
      action: 'mapping.fixture_removed',
      objectKind: 'mapping',
      objectId: version.id,
      before: { name: input.name },
    });
  });
}
