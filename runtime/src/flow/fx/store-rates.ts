import { and, eq, inArray, sql } from 'drizzle-orm';
import { decimalOf } from '../../core/money/decimal-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { exchangeRates } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { RateInput } from './rate-input.ts';

/** Whether rates were entered by somebody or fetched from a feed. */
export type RateOrigin = typeof exchangeRates.$inferInsert.origin;

/**
 * Stores rates under their currencies, day and origin; one that says something else than before takes its place. What
 * invoices took of it stays theirs. Returns those that are new or other ones, so that the same again changes nothing.
 */
export async function storeRates(
  tx: Tx,
  ctx: Ctx,
  rates: readonly RateInput[],
  origin: RateOrigin,
): Promise<RateInput[]> {
  const known = await loadKnown(tx, rates, origin);
  const changed = rates.filter((rate) => {
    const before = known.get(keyOf(rate));
    return before === undefined || before.source !== rate.source || !before.rate.eq(decimalOf(rate.rate));
  });
  if (changed.length === 0) return [];
  await tx
    .insert(exchangeRates)
    .values(
      changed.map(({ base, quote, date, rate, source }) => ({
        organizationId: ctx.organizationId,
        ...{ base, quote, onDate: date, origin, rate, source },
        enteredBy: ctx.actor,
        enteredAt: ctx.deps.clock.now(),
      })),
    )
    .onConflictDoUpdate({
      target: [
        exchangeRates.organizationId,
        exchangeRates.base,
        exchangeRates.quote,
        exchangeRates.onDate,
        exchangeRates.origin,
      ],
      set: {
        rate: sql`excluded.rate`,
        source: sql`excluded.source`,
        enteredBy: sql`excluded.entered_by`,
        enteredAt: sql`excluded.entered_at`,
      },
    });
  return changed;
}

const keyOf = ({ base, quote, date }: { base: string; quote: string; date: string }): string =>
  `${base} ${quote} ${date}`;

async function loadKnown(tx: Tx, rates: readonly RateInput[], origin: RateOrigin) {
  const days = [...new Set(rates.map(({ date }) => date))];
  const rows = await tx
    .select()
    .from(exchangeRates)
    .where(and(inArray(exchangeRates.onDate, days), eq(exchangeRates.origin, origin)));
  return new Map(
    rows.map(({ base, quote, onDate, rate, source }) => [
      keyOf({ base, quote, date: onDate }),
      { source, rate: decimalOf(rate) },
    ]),
  );
}
