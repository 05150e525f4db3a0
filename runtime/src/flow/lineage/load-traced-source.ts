import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { connections, mappingVersions, records } from '../../db/schema/index.ts';
import type { CanonicalAt } from './load-canonical-at.ts';
import { lastStamp, loadStamps } from './load-stamps.ts';

/** What a canonical version was made from: the record as received, and the mapping version with its publication. */
export type TracedSource = {
  record: typeof records.$inferSelect;
  connectionName: string | null;
  mapping: typeof mappingVersions.$inferSelect;
  published: ReturnType<typeof lastStamp>;
};

/** Loads it; undefined where the record or the mapping version is not known. */
export async function loadTracedSource(tx: Tx, version: CanonicalAt): Promise<TracedSource | undefined> {
  const { recordId, mappingVersionId } = version;
  if (recordId === null || mappingVersionId === null) return undefined;
  const [row] = await tx
    .select({ record: records, connectionName: connections.name })
    .from(records)
    .leftJoin(
      connections,
      and(eq(connections.organizationId, records.organizationId), eq(connections.id, records.connectionId)),
    )
    .where(eq(records.id, recordId));
  const [mapping] = await tx.select().from(mappingVersions).where(eq(mappingVersions.id, mappingVersionId));
  if (row === undefined || mapping === undefined) return undefined;
  const stamps = await loadStamps(tx, 'mapping', [mapping.id], ['mapping.publish']);
  return { ...row, mapping, published: lastStamp(stamps.get(mapping.id), 'mapping.publish') };
}
