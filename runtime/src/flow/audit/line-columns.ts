import { type SQL, sql } from 'drizzle-orm';
import type { SealedLine } from '../../core/audit/audit-line.ts';

/** An instant as it is hashed. */
const instantText = (column: SQL): SQL =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The columns of `audit_entries e` as the texts that are hashed, named as in `AuditLine`, but for those that name it. */
const CONTENT_COLUMNS = sql`${instantText(sql`e.occurred_at`)} as "occurredAt", e.actor::text as actor, e.action,
  e.object_kind as "objectKind", e.object_id as "objectId", e.before::text as before, e.after::text as after, e.reason,
  e.request_id as "requestId", e.xid::text as xid, e.blanked_by as "blankedBy"`;

/** The columns of `audit_entries e`, named as in `AuditLine`. */
export const LINE_COLUMNS = sql`e.organization_id as "organizationId", e.id, ${CONTENT_COLUMNS}`;

/**
 * Sealed entries of a stretch of the chain, in order; of an entry that is gone everything but its seal is null. Each entry is
 * looked up by its key: joined as a set, a whole trail could be read for every stretch.
 */
export const selectSealed = (organizationId: string, first: number, last: number): SQL =>
  sql`select s.sequence, s.entry_id as id, s.salt, s.payload_hash as "payloadHash", s.prev_hash as "prevHash", s.hash,
      ${instantText(sql`s.sealed_at`)} as "sealedAt", ${CONTENT_COLUMNS}
    from audit_seals s
    left join lateral (
      select * from audit_entries e where e.organization_id = ${organizationId} and e.id = s.entry_id limit 1
    ) e on true
    where s.organization_id = ${organizationId} and s.sequence between ${first} and ${last}
    order by s.sequence`;

/** A row of `selectSealed` as the driver gives it: whole numbers of eight bytes are text. */
export type SealedRow = { sequence: string; id: string; xid: string | null };

/** The sealed entry of a row, which becomes it; null where the entry is gone. */
export function toSealedLine(organizationId: string, row: SealedRow): SealedLine | null {
  return row.xid === null
    ? null
    : Object.assign(row as never, { organizationId, sequence: Number(row.sequence) });
}

/** An instant of the hub's clock as Postgres gives it back. */
export const toInstantText = (at: Date): string => at.toISOString().replace('Z', '000Z');
