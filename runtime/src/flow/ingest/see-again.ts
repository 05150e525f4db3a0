import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { records } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { RecordOrigin } from './store-records.ts';

/** One content of a record, by its hash. */
export type RecordContent = { object: string; externalId: string; contentHash: string };

/** A stored version, as its statement gives it. */
export type StoredRow = { id: string; object: string; external_id: string; content_hash: string };

/**
 * Makes contents that are stored already the newest versions of their records, without sending them once more, and
 * returns those rows. A content that was seen later than this is left as it is, as is one that is not there. Each record
 * may be named once: the statement numbers its rows in no order.
 */
export async function seeAgain(
  tx: Tx,
  ctx: Ctx,
  { system, connectionId, seenAt }: RecordOrigin,
  contents: readonly RecordContent[],
): Promise<StoredRow[]> {
  if (contents.length === 0) return [];
  const named = JSON.stringify(
    contents.map(({ object, externalId, contentHash }) => ({ object, externalId, contentHash })),
  );
  const at = seenAt.toISOString();
  return tx.execute<StoredRow>(sql`
    update ${records} r set seen_at = ${at}::timestamptz, seen_sequence = default
    from json_to_recordset((${named}::text)::json) as g (object text, "externalId" text, "contentHash" text)
    where r.organization_id = ${ctx.organizationId} and r.system = ${system}
      and ${connectionId === null ? sql`r.connection_id is null` : sql`r.connection_id = ${connectionId}`}
      and r.object = g.object and r.external_id = g."externalId" and r.content_hash = g."contentHash"
      and r.seen_at <= ${at}::timestamptz
    returning r.id, r.object, r.external_id, r.content_hash`);
}
