import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { records } from '../../db/schema/index.ts';
import { insertMany } from '../../db/write-many.ts';
import type { Ctx } from '../context.ts';
import type { RawRecord } from '../ports.ts';
import { findMapped } from './find-mapped.ts';
import { type RecordContent, type StoredRow, seeAgain } from './see-again.ts';

/** Where records came from. `connectionId` is null for records that were pushed through the API. */
export type RecordOrigin = {
  system: string;
  connectionId: string | null;
  /** When the system was asked; nothing later than this is contained. */
  seenAt: Date;
};

/** A record that is in the database now. */
export type StoredRecord = {
  id: string;
  object: string;
  externalId: string;
  /** This content was never stored before. */
  isNew: boolean;
  /** This content is in force in our own record, and was so before; anything else is still to be mapped. */
  isMapped: boolean;
};

/**
 * Stores records as received, one row per distinct content. The same content again only becomes the newest version
 * of its record, so that a value which went and came back is in force again. Returns them in the order given.
 */
export async function storeRecords(
  tx: Tx,
  ctx: Ctx,
  origin: RecordOrigin,
  raw: RawRecord[],
): Promise<StoredRecord[]> {
  if (raw.length === 0) return [];
  const now = ctx.deps.clock.now();
  const rows = raw.map((record) => ({
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('record'),
    connectionId: origin.connectionId,
    system: origin.system,
    object: record.object,
    externalId: record.externalId,
    contentHash: createHash('sha256').update(stableJson(record.payload)).digest('hex'),
    modifiedAt: record.modifiedAt === null ? null : new Date(record.modifiedAt),
    receivedAt: now,
    seenAt: origin.seenAt,
    payload: record.payload,
  }));
  const unique = lastOfEachContent(rows);
  const mapped = await findMapped(tx, origin, raw);
  const seen = await seeAgain(tx, ctx, origin, namedOnce([...unique.values()]));
  const known = new Set(seen.map(keyOfStored));
  const left = [...unique.values()].filter((row) => !known.has(contentKey(row)));
  const stored = left.length === 0 ? [] : await insertOrSee(tx, left);
  const byContent = new Map([...seen, ...stored].map((row) => [keyOfStored(row), row]));
  return rows.map((row) => {
    const found = byContent.get(contentKey(row));
    const id = found?.id ?? row.id;
    return {
      id,
      object: row.object,
      externalId: row.externalId,
      isNew: unique.get(contentKey(row))?.id === id,
      isMapped: mapped.has(id),
    };
  });
}

/** Two that store the same new content at once make one row of it. */
function insertOrSee(tx: Tx, rows: (typeof records.$inferInsert)[]): Promise<StoredRow[]> {
  return tx.execute<StoredRow>(
    insertMany(
      records,
      rows,
      sql`on conflict (organization_id, system, connection_id, object, external_id, content_hash) do update set
          seen_at = greatest(records.seen_at, excluded.seen_at),
          seen_sequence = case when excluded.seen_at >= records.seen_at
            then excluded.seen_sequence else records.seen_sequence end
        returning id, object, external_id, content_hash`,
    ),
  );
}

/** Records with one content here; the contents of the others are numbered in their order, so they are inserted. */
function namedOnce<Row extends RecordContent>(rows: readonly Row[]): Row[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(recordKey(row), (counts.get(recordKey(row)) ?? 0) + 1);
  return rows.filter((row) => counts.get(recordKey(row)) === 1);
}

/** Rows are numbered in this order, and a content that comes twice counts where it came last. */
function lastOfEachContent<Row extends RecordContent>(rows: Row[]): Map<string, Row> {
  const unique = new Map<string, Row>();
  for (const row of rows) {
    unique.delete(contentKey(row));
    unique.set(contentKey(row), row);
  }
  return unique;
}

const recordKey = (row: RecordContent): string => `${row.object} ${row.externalId}`;
const contentKey = (row: RecordContent): string => `${recordKey(row)} ${row.contentHash}`;
const keyOfStored = (row: StoredRow): string =>
  contentKey({ object: row.object, externalId: row.external_id, contentHash: row.content_hash });
