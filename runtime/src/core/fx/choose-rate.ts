import type { Big } from 'big.js';
import { addDays, compareDates } from '../civil-date.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import { type Ratio, ratioToDecimal } from '../money/ratio.ts';

/** So many units of `quote` for one unit of `base` on a day. */
export type RateQuote = {
  base: string;
  quote: string;
  onDate: string;
  rate: Big;
  /** Printed with the rate. */
  source: string;
  /** A rate that somebody entered goes before one that was fetched for the same day. */
  isEntered: boolean;
};

/** What one unit of a currency is in another one; as it is printed and computed with. */
export type ChosenRate = { rate: Big; source: string; date: string };

/** Which rate is asked for: on a day or before it, and no older than so many days. */
export type RateQuestion = { from: string; to: string; on: string; ageDaysMax: number };

/**
 * A rate that is not quoted as it is asked for has so many decimals, rounded half up once: the scale of the column, and
 * more than any central bank publishes.
 */
const DERIVED_DECIMALS = 10;

/**
 * The rate of the latest day that has one. On that day a quoted rate goes before the inverse of one, and that before a
 * cross rate over a third currency; of two alike the entered one. Null where there is none: then a person is asked, and
 * nothing is guessed.
 */
export function chooseRate(quotes: readonly RateQuote[], question: RateQuestion): ChosenRate | null {
  const { from, to, on, ageDaysMax } = question;
  const earliest = addDays(on, -ageDaysMax);
  const inTime = quotes.filter(
    ({ onDate }) => compareDates(onDate, earliest) >= 0 && compareDates(onDate, on) <= 0,
  );
  const byDay = [...Map.groupBy(inTime, ({ onDate }) => onDate)].toSorted(([one], [other]) =>
    compareDates(other, one),
  );
  for (const [date, ofDay] of byDay) {
    const enteredFirst = ofDay.toSorted((one, other) => Number(other.isEntered) - Number(one.isEntered));
    const found = quoted(enteredFirst, from, to) ?? crossed(enteredFirst, from, to);
    // A currency of very little worth may come to nothing at this scale, which is no rate.
    if (found?.rate.gt(0) === true) return { ...found, date };
  }
  return null;
}

type Found = Omit<ChosenRate, 'date'>;

function quoted(quotes: readonly RateQuote[], from: string, to: string): Found | null {
  const direct = quotes.find(({ base, quote }) => base === from && quote === to);
  if (direct !== undefined) return { rate: direct.rate, source: direct.source };
  const inverse = quotes.find(({ base, quote }) => base === to && quote === from);
  if (inverse === undefined) return null;
  return { rate: toRate(inverted(decimalToRatio(inverse.rate))), source: `${inverse.source} (1 / rate)` };
}

/** Both legs of one source and against the same third currency, so that they are of one market. */
function crossed(quotes: readonly RateQuote[], from: string, to: string): Found | null {
  for (const first of quotes.filter(({ quote }) => quote === from)) {
    const second = quotes.find(
      ({ base, quote, source }) => base === first.base && quote === to && source === first.source,
    );
    if (second === undefined) continue;
    const [one, other] = [decimalToRatio(second.rate), inverted(decimalToRatio(first.rate))];
    const ratio = {
      numerator: one.numerator * other.numerator,
      denominator: one.denominator * other.denominator,
    };
    return { rate: toRate(ratio), source: `${first.source} (${first.base})` };
  }
  return null;
}

const inverted = ({ numerator, denominator }: Ratio): Ratio => ({
  numerator: denominator,
  denominator: numerator,
});

const toRate = (ratio: Ratio): Big => ratioToDecimal(ratio, DERIVED_DECIMALS, 'half_up');
