import { type SQL, sql } from 'drizzle-orm';
import type { JsonObject } from '../../../core/json.ts';
import type { RunFilter } from '../../../core/mapping/runs/run-filter.ts';
import type { Tx } from '../../../db/open-database.ts';

/** Which records a mapping is for. `connectionId` null is every connection of the system. */
export type RunScope = { system: string; object: string; connectionId: string | null };

/** A stored record in its current version. */
export type RunRecord = {
  id: string;
  system: string;
  object: string;
  connectionId: string | null;
  externalId: string;
  payload: JsonObject;
};

/** How many records a run goes over. */
export async function countRunRecords(tx: Tx, scope: RunScope, filter: RunFilter): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::integer as count from (
      select from records where ${isInRun(scope, filter)} limit ${filter.limit}
    ) as taken`);
  return row?.count ?? 0;
}

/** The next records of a run after a position, newest first; at most `count`. */
export async function loadRunRecords(
  tx: Tx,
  scope: RunScope,
  filter: RunFilter,
  { position, count }: { position: string; count: number },
): Promise<RunRecord[]> {
  const rows = await tx.execute<{
    id: string;
    system: string;
    object: string;
    connection_id: string | null;
    external_id: string;
    payload: JsonObject;
  }>(sql`
    select id, system, object, connection_id, external_id, payload from records
    where ${isInRun(scope, filter)} ${position === '' ? sql`` : sql`and id < ${position}`}
    order by id desc limit ${count}`);
  return rows.map(({ connection_id, external_id, ...row }) => ({
    ...row,
    connectionId: connection_id,
    externalId: external_id,
  }));
}

/**
 * Of several versions of a record only the current one counts. It is looked up row by row, which is quick whatever the
 * planner knows of the table; and for records of no connection apart, since a comparison that takes two missing values
 * for equal finds its way through no index.
 */
function isInRun({ system, object, connectionId }: RunScope, { since, until }: RunFilter) {
  return sql`records.system = ${system} and records.object = ${object}
    ${connectionId === null ? sql`` : sql`and records.connection_id = ${connectionId}`}
    ${since === undefined ? sql`` : sql`and records.received_at >= ${since}::timestamptz`}
    ${until === undefined ? sql`` : sql`and records.received_at < ${until}::timestamptz`}
    and records.id = coalesce(
      ${currentOf(sql`newest.connection_id = records.connection_id`)},
      ${currentOf(sql`newest.connection_id is null`)})`;
}

const currentOf = (isOfConnection: SQL): SQL =>
  sql`(select newest.id from records newest
    where newest.organization_id = records.organization_id and newest.system = records.system and ${isOfConnection}
      and newest.object = records.object and newest.external_id = records.external_id
    order by newest.seen_at desc, newest.seen_sequence desc limit 1)`;
