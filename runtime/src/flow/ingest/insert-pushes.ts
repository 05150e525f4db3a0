import type { HotTx, Statement } from '../../db/open-database.ts';
import { KEPT_MS, PURGED_MAX } from '../auth/claim-idempotency-key.ts';
import type { PushRow } from './store-pushes.ts';

/** The statement that keeps pushes whose Idempotency-Key is new, with their answers; it answers which those are. */
export function insertPushes(
  sql: HotTx,
  organizationId: string,
  receivedAt: Date,
  rows: PushRow[],
): Statement {
  const at = receivedAt.toISOString();
  const forgottenAt = new Date(receivedAt.getTime() - KEPT_MS).toISOString();
  return sql`
    with given as (
      select * from unnest(
        ${rows.map((row) => row.inboxId)}::text[], ${rows.map((row) => row.item.connectionId)}::text[],
        ${rows.map((row) => row.item.system)}::text[], ${rows.map((row) => row.item.object)}::text[],
        ${rows.map((row) => row.item.requestId)}::text[],
        ${rows.map((row) => Buffer.from(row.item.body).toString('base64'))}::text[],
        ${rows.map((row) => row.item.kept.route)}::text[], ${rows.map((row) => row.item.kept.key)}::text[],
        ${rows.map((row) => Buffer.from(row.item.kept.fingerprint).toString('base64'))}::text[],
        ${rows.map((row) => row.item.kept.status)}::int[], ${rows.map((row) => row.item.kept.body)}::text[]
      ) as g (inbox_id, connection_id, system, object, request_id, body, route, key, fingerprint, status, answer)
    ), fresh as (
      insert into idempotency_keys (organization_id, route, key, fingerprint, status, body, created_at)
      select ${organizationId}, g.route, g.key, decode(g.fingerprint, 'base64'), g.status, g.answer,
        ${at}::text::timestamptz
      from given g
      on conflict (organization_id, route, key) do update
        set fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body,
          created_at = excluded.created_at
        where idempotency_keys.created_at < ${forgottenAt}::text::timestamptz
      returning route, key
    ), forgotten as (
      -- Whoever adds keys clears some that are past their time, never one that it is just taking.
      delete from idempotency_keys where (route, key) in (
        select route, key from idempotency_keys
        where created_at < ${forgottenAt}::text::timestamptz and (route, key) not in (select route, key from given)
        limit ${PURGED_MAX}
      )
    ), kept as (
      insert into inbox (organization_id, id, connection_id, system, object, request_id, received_at, body)
      select ${organizationId}, g.inbox_id, g.connection_id, g.system, g.object, g.request_id,
        ${at}::text::timestamptz, decode(g.body, 'base64')
      from given g join fresh using (route, key)
      returning id
    )
    select id as inbox_id from kept`;
}
