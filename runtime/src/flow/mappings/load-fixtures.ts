import { asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { mappingFixtures } from '../../db/schema/index.ts';

/** A record with what a version must make of it; `expected` is null where it must refuse it. */
export type Fixture = typeof mappingFixtures.$inferSelect;

/** The fixtures of a version, by name. */
export function loadFixtures(tx: Tx, versionId: string): Promise<Fixture[]> {
  return tx
    .select()
    .from(mappingFixtures)
    .where(eq(mappingFixtures.versionId, versionId))
    .orderBy(asc(mappingFixtures.name));
}
