import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';

/** How long a message that is done is kept, with its body and the log of its attempts. A guess. */
const DELIVERIES_KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/** Messages of events before this instant may be gone: that one is not there says nothing about them. */
export const keptDeliveriesSince = (now: Date): Date =>
  new Date(now.getTime() - DELIVERIES_KEPT_DAYS * DAY_MS);

/**
 * Deletes messages that arrived or were given up and are past their time, the oldest of the next `limit` in the order
 * of their making; returns how many. One that waits for an attempt stays, however old it is.
 */
export async function pruneDeliveries(tx: Tx, now: Date, limit: number): Promise<number> {
  const gone = await tx.execute(sql`
    delete from webhook_deliveries where id in (
      select id from webhook_deliveries
      where created_at < ${keptDeliveriesSince(now).toISOString()}::timestamptz and state in ('delivered', 'given_up')
      order by id limit ${limit})
    returning id`);
  return gone.length;
}
