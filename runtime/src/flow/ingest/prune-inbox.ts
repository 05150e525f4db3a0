import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';

/** How long a webhook is kept as it came, and its events are known as seen. Longer than any vendor repeats one. A guess. */
const WEBHOOKS_KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Deletes webhooks past their time with the hints that they gave, at most `limit`; returns how many. The last one of
 * each connection stays, since its health is told by it, and so does what work that failed still needs. What was
 * fetched because of them are records of their own, and stays for ever.
 */
export async function pruneInbox(tx: Tx, now: Date, limit: number): Promise<number> {
  const before = new Date(now.getTime() - WEBHOOKS_KEPT_DAYS * DAY_MS).toISOString();
  const gone = await tx.execute<{ id: string }>(sql`
    with old as (
      delete from inbox where id in (
        select i.id from inbox i
        where i.received_at < ${before}::timestamptz and i.system is null
          and i.id <> (select max(l.id) from inbox l where l.connection_id = i.connection_id)
          and not exists (
            select 1 from dead_letters d
            where d.queue = 'receive' and d.state in ('dead', 'retrying') and d.payload -> 'inboxIds' ? i.id)
        order by i.id limit ${limit})
      returning id
    ), hints as (
      delete from inbox_hints h using old where h.inbox_id = old.id
    )
    select id from old`);
  return gone.length;
}
