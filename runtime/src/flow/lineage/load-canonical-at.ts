import { and, desc, eq, lte } from 'drizzle-orm';
import type { CanonicalKind } from '../../core/canonical/schemas.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { canonicalVersions } from '../../db/schema/index.ts';

/** A version of a canonical record, with the record and mapping version that made it. */
export type CanonicalAt = {
  id: string;
  version: number;
  body: JsonObject;
  recordId: string | null;
  mappingVersionId: string | null;
  createdAt: Date;
};

/**
 * The version of a canonical record that was in force at an instant; undefined when there was none.
 * `recordId` names the record that the version is known to come from, which decides between two of one instant.
 */
export async function loadCanonicalAt(
  tx: Tx,
  wanted: { kind: CanonicalKind; id: string; at: Date; recordId?: string | undefined },
): Promise<CanonicalAt | undefined> {
  const rows = await tx
    .select()
    .from(canonicalVersions)
    .where(
      and(
        eq(canonicalVersions.kind, wanted.kind),
        eq(canonicalVersions.canonicalId, wanted.id),
        lte(canonicalVersions.createdAt, wanted.at),
      ),
    )
    .orderBy(desc(canonicalVersions.version));
  const newest = rows.find((row) => row.recordId === wanted.recordId) ?? rows[0];
  if (newest === undefined) return undefined;
  const { version, body, recordId, mappingVersionId, createdAt } = newest;
  return { id: wanted.id, version, body, recordId, mappingVersionId, createdAt };
}
