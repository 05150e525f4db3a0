import { type SQL, sql } from 'drizzle-orm';
import type { AuditLine, SealedLine } from '../../core/audit/audit-line.ts';

/** An instant as it is hashed. */
const instantText = (column: SQL): SQL =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The columns of `audit_entries e` as the texts that are hashed, named as in `AuditLine`. */
export const LINE_COLUMNS = sql`e.organization_id as "organizationId", e.id, ${instantText(sql`e.occurred_at`)} as "occurredAt",
  e.actor::text as actor, e.action, e.object_kind as "objectKind", e.object_id as "objectId", e.before::text as before,
  e.after::text as after, e.reason, e.request_id as "requestId", e.xid::text as xid, e.blanked_by as "blankedBy"`;

/** The columns of `audit_seals s`, named as in `AuditSeal`; the sequence is text. */
const SEAL_COLUMNS = sql`s.sequence, s.entry_id as "entryId", s.salt, s.payload_hash as "payloadHash",
  s.prev_hash as "prevHash", s.hash, ${instantText(sql`s.sealed_at`)} as "sealedAt"`;

/** Sealed entries of a stretch of the chain, in order; the columns of an entry that is gone are null. */
export const selectSealed = (organizationId: string, first: number, last: number): SQL =>
  sql`select ${SEAL_COLUMNS}, ${LINE_COLUMNS}
    from audit_seals s
    left join audit_entries e on e.organization_id = s.organization_id and e.id = s.entry_id
    where s.organization_id = ${organizationId} and s.sequence between ${first} and ${last}
    order by s.sequence`;

/** A row of `selectSealed` as the driver gives it. */
export type SealedRow = Omit<SealedLine, 'sequence' | keyof AuditLine> & {
  sequence: string;
  entryId: string;
} & {
  [Member in keyof AuditLine]: AuditLine[Member] | null;
};

/** The sealed entry of a row; null where the entry is gone. */
export const toSealedLine = (row: SealedRow): SealedLine | null =>
  row.id === null ? null : ({ ...row, sequence: Number(row.sequence) } as unknown as SealedLine);

/** An instant of the hub's clock as Postgres gives it back. */
export const toInstantText = (at: Date): string => at.toISOString().replace('Z', '000Z');
