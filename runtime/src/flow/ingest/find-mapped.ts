import { and, eq, isNull, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { records, sourceLinks } from '../../db/schema/index.ts';
import type { RawRecord } from '../ports.ts';
import type { RecordOrigin } from './store-records.ts';

/**
 * The stored versions that our own records are made of and that are the newest of their records. One that a newer
 * version follows is not among them, even where that was refused: seen again, it is to be mapped again.
 */
export async function findMapped(
  tx: Tx,
  { system, connectionId }: Pick<RecordOrigin, 'system' | 'connectionId'>,
  raw: RawRecord[],
): Promise<ReadonlySet<string>> {
  const newer = alias(records, 'newer');
  const rows = await tx
    .select({ id: records.id })
    .from(sourceLinks)
    .innerJoin(
      records,
      and(eq(records.organizationId, sourceLinks.organizationId), eq(records.id, sourceLinks.recordId)),
    )
    .where(
      and(
        eq(sourceLinks.system, system),
        connectionId === null ? isNull(sourceLinks.connectionId) : eq(sourceLinks.connectionId, connectionId),
        isAnyOf(
          sourceLinks.object,
          raw.map((record) => record.object),
        ),
        isAnyOf(
          sourceLinks.externalId,
          raw.map((record) => record.externalId),
        ),
        notExists(
          tx
            .select({ id: newer.id })
            .from(newer)
            .where(
              and(
                eq(newer.system, system),
                connectionId === null ? isNull(newer.connectionId) : eq(newer.connectionId, connectionId),
                eq(newer.object, records.object),
                eq(newer.externalId, records.externalId),
                sql`(${newer.seenAt}, ${newer.seenSequence}) > (${records.seenAt}, ${records.seenSequence})`,
              ),
            ),
        ),
      ),
    );
  return new Set(rows.map((row) => row.id));
}
