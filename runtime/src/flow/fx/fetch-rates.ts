import { eq } from 'drizzle-orm';
import { rateFeeds } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { storeRates } from './store-rates.ts';

/**
 * Fetches the reference rates where an administrator turned them on, and stores those that are new: the same file again
 * changes nothing. Throws `target.*` where the feed cannot be read.
 */
export async function fetchRates({ ctx }: { ctx: Ctx }): Promise<{ changed: number }> {
  const { rateFeed, database, clock } = ctx.deps;
  const isOn = await database.inOrganization(ctx.organizationId, async (tx) => {
    const [row] = await tx.select().from(rateFeeds).where(eq(rateFeeds.feed, rateFeed.name));
    return row?.isOn === true;
  });
  if (!isOn) return { changed: 0 };
  // Outside of a transaction: what the other side takes its time for holds no lock.
  const { base, date, rates } = await rateFeed.fetchLatest();
  const { source } = rateFeed;
  return database.inOrganization(ctx.organizationId, async (tx) => {
    const input = rates.map(({ quote, rate }) => ({ base, quote, date, rate, source }));
    const changed = await storeRates(tx, ctx, input, rateFeed.name);
    await tx
      .update(rateFeeds)
      .set({ fetchedAt: clock.now(), fetchedFor: date })
      .where(eq(rateFeeds.feed, rateFeed.name));
    if (changed.length > 0) {
      await recordAudit(tx, ctx, {
        action: 'exchange_rate.fetch',
        objectKind: 'rate_feed',
        objectId: rateFeed.name,
        after: { date, rates: changed.length },
      });
    }
    return { changed: changed.length };
  });
}
