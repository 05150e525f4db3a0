import { authorise, type Ctx } from '../context.ts';
import { compileVersion } from '../map/compile-version.ts';
import { getVersion } from './get-version.ts';
import { loadFixtures } from './load-fixtures.ts';
import { type FixtureResult, runFixtures } from './run-fixtures.ts';

/** What a version makes of its fixtures now, by their names; throws `mapping.not_found`. */
export async function runVersionFixtures({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<FixtureResult[]> {
  authorise(ctx, 'read');
  const { version, fixtures } = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const found = await getVersion(tx, input.versionId);
    return { version: found, fixtures: await loadFixtures(tx, found.id) };
  });
  return runFixtures(ctx, compileVersion(version), fixtures);
}
