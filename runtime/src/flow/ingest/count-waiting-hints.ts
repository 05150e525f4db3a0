import { type SQL, sql } from 'drizzle-orm';

/** Whose hints are counted: those of a connection of an organization, whose transaction it is. */
export type WaitingHintsOf = { organizationId: string; connectionId: SQL | string };

/**
 * Counts the hints of a connection that wait: those of webhooks that were not followed up yet, and the records that
 * were not asked for yet. Counting ends at `max` of each, so that it costs no more under a flood. The conditions on a
 * job are those of the queue's own index of what waits. Each webhook is looked up by itself (`offset 0`): planned
 * together, and before anybody has analyzed a table that has just been flooded, all events of the connection are compared
 * with all jobs.
 */
export function countWaitingHints(
  { organizationId, connectionId }: WaitingHintsOf,
  max: number,
): SQL<number> {
  const waits = sql`j.state < 'active' and not j.blocked and j.policy = 'key_strict_fifo'`;
  return sql<number>`(
    (select count(*)::int from (
      select 1 from pgboss.job j
      where j.name = 'fetch' and ${waits} and starts_with(j.singleton_key, ${connectionId} || '/')
      limit ${max}) as fetches)
    + (select count(*)::int from (
      select 1 from (
        select jsonb_array_elements_text(j.data -> 'inboxIds') as id from pgboss.job j
        where j.name = 'receive' and ${waits} and j.data ->> 'organizationId' = ${organizationId}
        offset 0) as webhook
      cross join lateral (
        select h.connection_id from inbox_hints h
        where h.organization_id = ${organizationId} and h.inbox_id = webhook.id
        offset 0) as hint
      where hint.connection_id = ${connectionId}
      limit ${max}) as webhooks))`;
}
