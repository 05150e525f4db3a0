import { type SQL, sql } from 'drizzle-orm';

/**
 * Counts, within an organization, the hints of a connection that wait: those of webhooks that were not followed up yet,
 * and the records that were not asked for yet. Counting ends at `max` of each, so that it costs no more under a flood.
 * The conditions on a job are those of the queue's own index of what waits.
 */
export function countWaitingHints(connectionId: SQL | string, max: number): SQL<number> {
  const waits = sql`j.state < 'active' and not j.blocked and j.policy = 'key_strict_fifo'`;
  return sql<number>`(
    (select count(*)::int from (
      select 1 from pgboss.job j
      where j.name = 'fetch' and ${waits} and starts_with(j.singleton_key, ${connectionId} || '/')
      limit ${max}) as fetches)
    + (select count(*)::int from (
      select 1 from pgboss.job j
      cross join lateral jsonb_array_elements_text(j.data -> 'inboxIds') as webhook (id)
      join inbox_hints h on h.inbox_id = webhook.id
      where j.name = 'receive' and ${waits} and h.connection_id = ${connectionId}
        and h.organization_id = j.data ->> 'organizationId'
      limit ${max}) as webhooks))`;
}
