import { eq } from 'drizzle-orm';
import { rateFeeds } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** Whether the feed of reference rates is on, and what it brought last. */
export type RateFeedView = {
  feed: 'ecb';
  isOn: boolean;
  fetchedAt: Date | null;
  /** The day of the rates that it brought last. */
  fetchedFor: string | null;
};

/** Reads the feed's state; it is off until somebody turns it on. */
export async function getRateFeed({ ctx }: { ctx: Ctx }): Promise<RateFeedView> {
  authorise(ctx, 'read');
  const { name: feed } = ctx.deps.rateFeed;
  const [row] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx.select().from(rateFeeds).where(eq(rateFeeds.feed, feed)),
  );
  const { isOn = false, fetchedAt = null, fetchedFor = null } = row ?? {};
  return { feed, isOn, fetchedAt, fetchedFor };
}

/** Turns the feed on or off. Once on, its rates are fetched at the next tick of the clock. Needs `admin`. */
export async function setRateFeed({ ctx, input }: { ctx: Ctx; input: { isOn: boolean } }): Promise<void> {
  authorise(ctx, 'admin');
  const { name: feed } = ctx.deps.rateFeed;
  const { isOn } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await tx
      .insert(rateFeeds)
      .values({ organizationId: ctx.organizationId, feed, isOn })
      .onConflictDoUpdate({ target: [rateFeeds.organizationId, rateFeeds.feed], set: { isOn } });
    await recordAudit(tx, ctx, {
      action: isOn ? 'rate_feed.turn_on' : 'rate_feed.turn_off',
      objectKind: 'rate_feed',
      objectId: feed,
    });
  });
}
