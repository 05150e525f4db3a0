import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { mappingVersions } from '../../db/schema/index.ts';
import { compileVersion, type PublishedMapping } from './compile-version.ts';

/**
 * The published mapping of an object; undefined when there is none.
 * Throws `mapping.definition_invalid` for a stored definition that does not compile.
 */
export async function loadPublishedMapping(
  tx: Tx,
  { system, object }: { system: string; object: string },
): Promise<PublishedMapping | undefined> {
  const [row] = await tx
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
    );
  return row === undefined ? undefined : compileVersion(row);
}
