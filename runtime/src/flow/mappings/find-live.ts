import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { mappingVersions } from '../../db/schema/index.ts';
import type { VersionRow } from './get-version.ts';

type MappingKey = Pick<VersionRow, 'system' | 'object' | 'connectionId'>;

/** The published version of exactly this system, object and connection, locked; undefined when there is none. */
export async function findLiveForUpdate(tx: Tx, key: MappingKey): Promise<VersionRow | undefined> {
  const [row] = await tx.select().from(mappingVersions).where(isLiveOf(key)).for('update');
  return row;
}

/**
 * The version that a draft of this key replaces in effect: its own published one, or, for a connection that has none
 * yet, the one of its system.
 */
export async function findReplaced(tx: Tx, key: MappingKey): Promise<VersionRow | undefined> {
  const [own] = await tx.select().from(mappingVersions).where(isLiveOf(key));
  if (own !== undefined || key.connectionId === null) return own;
  const [general] = await tx
    .select()
    .from(mappingVersions)
    .where(isLiveOf({ ...key, connectionId: null }));
  return general;
}

const isLiveOf = ({ system, object, connectionId }: MappingKey) =>
  and(
    eq(mappingVersions.system, system),
    eq(mappingVersions.object, object),
    connectionId === null
      ? isNull(mappingVersions.connectionId)
      : eq(mappingVersions.connectionId, connectionId),
    eq(mappingVersions.status, 'published'),
  );
