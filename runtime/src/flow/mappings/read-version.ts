import { asc, eq } from 'drizzle-orm';
import { checkDefinition, type DefinitionWarning } from '../../core/mapping/check-definition.ts';
import type { BreakingChange } from '../../core/mapping/compare-definitions.ts';
import { MappingDefinition } from '../../core/mapping/definition.ts';
import { type DefinitionDiff, diffDefinitions } from '../../core/mapping/diff-definitions.ts';
import { connections } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { findReplaced } from './find-live.ts';
import { getVersion, type VersionRow } from './get-version.ts';
import { listBreakingChanges } from './list-breaking-changes.ts';
import { type Fixture, loadFixtures } from './load-fixtures.ts';

/** A version with everything that its reviewer looks at, but for fixture results and dry runs. */
export type VersionView = {
  version: VersionRow;
  definition: MappingDefinition;
  fixtures: Fixture[];
  /** The live version that it replaces, or would; null for the first. */
  replaces: { id: string; version: number; script: string | null } | null;
  diff: DefinitionDiff | null;
  breaking: BreakingChange[];
  warnings: DefinitionWarning[];
  /** The connections of its system, by name: a version can be made for the records of one of them. */
  connections: { id: string; name: string }[];
};

/** One version of a mapping; throws `mapping.not_found`. */
export async function readVersion({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<VersionView> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getVersion(tx, input.versionId);
    const definition = MappingDefinition.parse(version.definition);
    const live = await findReplaced(tx, version);
    const replaced = live === undefined || live.id === version.id ? undefined : live;
    return {
      version,
      definition,
      fixtures: await loadFixtures(tx, version.id),
      replaces:
        replaced === undefined
          ? null
          : { id: replaced.id, version: replaced.version, script: replaced.script },
      diff:
        replaced === undefined
          ? null
          : diffDefinitions(MappingDefinition.parse(replaced.definition), definition),
      breaking: await listBreakingChanges(tx, version),
      warnings: checkDefinition(definition),
      connections: await tx
        .select({ id: connections.id, name: connections.name })
        .from(connections)
        .where(eq(connections.system, version.system))
        .orderBy(asc(connections.name)),
    };
  });
}
