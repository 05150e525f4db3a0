import type { HotTx } from '../../db/open-database.ts';
import type { FlowDeps } from '../context.ts';
import type { NewJob } from '../jobs.ts';
import type { InboxItem, InboxResult } from './create-inbox-writer.ts';

/** A request with the id that its row gets, if one of its events is new. */
type Row = { item: InboxItem; inboxId: string };

/**
 * Stores requests of one organization with one job that follows them up, in one transaction.
 * Returns one result per request, in order. The same event twice, in this batch or ever, is kept once.
 */
export async function storeInboxBatch(
  deps: FlowDeps,
  organizationId: string,
  items: InboxItem[],
): Promise<InboxResult[]> {
  const receivedAt = deps.clock.now();
  const rows = items.map((item) => ({ item, inboxId: deps.ids.next('event') }));
  const inboxIds = rows.map((row) => row.inboxId);
  const receive: NewJob = {
    stage: 'receive',
    key: inboxIds[0] ?? '',
    payload: { organizationId, requestId: inboxIds[0] ?? '', inboxIds },
  };
  const accepted = await deps.database.inOrganizationHot(organizationId, async (sql) => {
    // Not one after the other: all three statements of the transaction share one round trip.
    const [kept] = await Promise.all([
      insertRows(sql, organizationId, receivedAt.toISOString(), rows),
      deps.jobs.enqueue(sql, [receive]),
    ]);
    return new Map(kept.map((row) => [row.inbox_id, row.count]));
  });
  return rows.map(({ item, inboxId }) => {
    const count = accepted.get(inboxId) ?? 0;
    return { accepted: count, duplicates: item.hints.length - count };
  });
}

function insertRows(
  sql: HotTx,
  organizationId: string,
  receivedAt: string,
  rows: Row[],
): Promise<{ inbox_id: string; count: number }[]> {
  const hints = rows.flatMap(({ item, inboxId }) =>
    item.hints.map((hint) => ({
      connection_id: item.connection.id,
      dedupe_key: hint.dedupeKey,
      inbox_id: inboxId,
      object: hint.object,
      external_id: hint.externalId,
      occurred_at: new Date(hint.occurredAtMs).toISOString(),
    })),
  );
  const bodies = rows.map(({ item, inboxId }) => ({
    inbox_id: inboxId,
    connection_id: item.connection.id,
    body: Buffer.from(item.body).toString('base64'),
  }));
  return sql<{ inbox_id: string; count: number }[]>`
    with fresh as (
      insert into inbox_hints
        (organization_id, connection_id, dedupe_key, inbox_id, object, external_id, occurred_at, received_at)
      select ${organizationId}, h.connection_id, h.dedupe_key, h.inbox_id, h.object, h.external_id, h.occurred_at,
        ${receivedAt}::text::timestamptz
      from jsonb_to_recordset((${JSON.stringify(hints)}::text)::jsonb) as h
        (connection_id text, dedupe_key text, inbox_id text, object text, external_id text, occurred_at timestamptz)
      on conflict do nothing
      returning inbox_id
    ), kept as (
      insert into inbox (organization_id, id, connection_id, received_at, body)
      select ${organizationId}, b.inbox_id, b.connection_id, ${receivedAt}::text::timestamptz, decode(b.body, 'base64')
      from jsonb_to_recordset((${JSON.stringify(bodies)}::text)::jsonb) as b
        (inbox_id text, connection_id text, body text)
      where b.inbox_id in (select inbox_id from fresh)
    )
    select inbox_id, count(*)::int as count from fresh group by inbox_id`;
}
