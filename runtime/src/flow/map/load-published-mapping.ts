import { and, eq } from 'drizzle-orm';
import { mappingVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { compileVersion, type PublishedMapping } from './compile-version.ts';

/**
 * The published mapping of an object; undefined when there is none.
 * Throws `mapping.definition_invalid` for a stored definition that does not compile.
 */
export async function loadPublishedMapping(
  ctx: Ctx,
  system: string,
  object: string,
): Promise<PublishedMapping | undefined> {
  const [row] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({
        id: mappingVersions.id,
        definition: mappingVersions.definition,
        script: mappingVersions.script,
      })
      .from(mappingVersions)
      .where(
        and(
          eq(mappingVersions.system, system),
          eq(mappingVersions.object, object),
          eq(mappingVersions.status, 'published'),
        ),
      ),
  );
  if (row === undefined) return undefined;
  return compileVersion(row);
}
