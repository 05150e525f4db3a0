import { compareRatios, type Ratio } from '../money/ratio.ts';
import type { TaxCategory } from './document.ts';

/** A category and rate that a document is taxed by. */
export type TaxGroup = { category: TaxCategory; ratePercent: Ratio };

/**
 * The categories and rates of a document, each once however the rate is written, by rate, highest first, then by
 * category; with the place of each given pair among them. No order of the lines changes it.
 */
export function taxGroups(pairs: readonly TaxGroup[]): { groups: TaxGroup[]; places: number[] } {
  const byKey = new Map<string, TaxGroup>();
  const keys = pairs.map((pair) => {
    const key = keyOf(pair);
    if (!byKey.has(key)) byKey.set(key, pair);
    return key;
  });
  const sorted = [...byKey].toSorted(([, one], [, other]) => byRateThenCategory(one, other));
  const placeOf = new Map(sorted.map(([key], place) => [key, place]));
  return { groups: sorted.map(([, group]) => group), places: keys.map((key) => placeOf.get(key) ?? 0) };
}

/** The same for every way to write a rate: `10` and `10.000` are one. */
function keyOf({ category, ratePercent }: TaxGroup): string {
  let { numerator, denominator } = ratePercent;
  while (denominator > 1n && numerator % 10n === 0n) {
    numerator /= 10n;
    denominator /= 10n;
  }
  return `${category} ${numerator}/${denominator}`;
}

function byRateThenCategory(one: TaxGroup, other: TaxGroup): number {
  const byRate = compareRatios(other.ratePercent, one.ratePercent);
  if (byRate !== 0) return byRate;
  return one.category < other.category ? -1 : 1;
}
