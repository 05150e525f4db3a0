import { and, desc, eq, lte, or } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import { decimalTextOf } from '../../core/money/decimal-text-of.ts';
import { exchangeRates } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A stored rate: so many units of `quote` for one of `base` on a day. */
export type RateView = {
  base: string;
  quote: string;
  date: string;
  rate: string;
  source: string;
  origin: 'entered' | 'ecb';
  enteredBy: Actor;
  enteredAt: Date;
};

/** Which rates are listed: of a currency, on a day or before it. */
export type ListRatesInput = { currency?: string; until?: string; limit: number };

/** Lists exchange rates, the newest day first. */
export async function listRates({ ctx, input }: { ctx: Ctx; input: ListRatesInput }): Promise<RateView[]> {
  authorise(ctx, 'read');
  const { currency, until, limit } = input;
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select()
      .from(exchangeRates)
      .where(
        and(
          currency === undefined
            ? undefined
            : or(eq(exchangeRates.base, currency), eq(exchangeRates.quote, currency)),
          until === undefined ? undefined : lte(exchangeRates.onDate, until),
        ),
      )
      .orderBy(desc(exchangeRates.onDate), exchangeRates.base, exchangeRates.quote, exchangeRates.origin)
      .limit(limit),
  );
  return rows.map(({ organizationId: _organization, onDate, rate, ...row }) => ({
    ...row,
    date: onDate,
    rate: decimalTextOf(rate),
  }));
}
