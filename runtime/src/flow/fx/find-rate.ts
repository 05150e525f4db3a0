import { and, eq, gte, lte, or } from 'drizzle-orm';
import { addDays } from '../../core/civil-date.ts';
import { type ChosenRate, chooseRate, type RateQuestion } from '../../core/fx/choose-rate.ts';
import { decimalOf } from '../../core/money/decimal-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { exchangeRates } from '../../db/schema/index.ts';

/** The rate between two currencies by `chooseRate`, from all that is stored; null where there is none. */
export async function findRate(tx: Tx, question: RateQuestion): Promise<ChosenRate | null> {
  const { from, to, on, ageDaysMax } = question;
  const rows = await tx
    .select()
    .from(exchangeRates)
    .where(
      and(
        gte(exchangeRates.onDate, addDays(on, -ageDaysMax)),
        lte(exchangeRates.onDate, on),
        // Each leg of a cross rate has one of the two.
        or(
          eq(exchangeRates.base, from),
          eq(exchangeRates.quote, from),
          eq(exchangeRates.base, to),
          eq(exchangeRates.quote, to),
        ),
      ),
    );
  const quotes = rows.map(({ base, quote, onDate, rate, source, origin }) => ({
    ...{ base, quote, onDate, source },
    rate: decimalOf(rate),
    isEntered: origin === 'entered',
  }));
  return chooseRate(quotes, question);
}
