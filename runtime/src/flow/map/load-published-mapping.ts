import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { mappingVersions } from '../../db/schema/index.ts';
import { compileVersion, type PublishedMapping } from './compile-version.ts';

/** The mapping that is live; a paused one maps nothing until somebody lets it go on. */
export type LiveMapping = PublishedMapping & { isPaused: boolean };

/**
 * The published mapping for an object of a connection: its own, else the one of its system; undefined without either.
 * Throws `mapping.definition_invalid` for a stored definition that does not compile.
 */
export async function loadPublishedMapping(
  tx: Tx,
  { system, object, connectionId }: { system: string; object: string; connectionId: string | null },
): Promise<LiveMapping | undefined> {
  const [row] = await tx
    .select({
      id: mappingVersions.id,
      contentHash: mappingVersions.contentHash,
      definition: mappingVersions.definition,
      script: mappingVersions.script,
      pausedAt: mappingVersions.pausedAt,
    })
    .from(mappingVersions)
    .where(
      and(
        eq(mappingVersions.system, system),
        eq(mappingVersions.object, object),
        eq(mappingVersions.status, 'published'),
        or(
          isNull(mappingVersions.connectionId),
          connectionId === null ? undefined : eq(mappingVersions.connectionId, connectionId),
        ),
      ),
    )
    .orderBy(sql`${mappingVersions.connectionId} nulls last`)
    .limit(1);
  return row === undefined ? undefined : { ...compileVersion(row), isPaused: row.pausedAt !== null };
}
