import { addDays } from '../../civil-date.ts';
import type { Share, Unused } from '../charge.ts';
import { daysInto } from './days-into.ts';
import type { ItemPart } from './item-parts.ts';

/** What a part is of its period, and what of the part is not used; null where it is the whole, or nothing. */
export type PartShares = {
  share: Share | null;
  unused: Unused | null;
  /** Days that are used, and days of the whole period, as the basis counts them. */
  usedDays: number;
  wholeDays: number;
};

/** The shares of a part. Without proration every part is whole. */
export function partShares({ whole, from, to, usedTo, basis }: ItemPart): PartShares {
  const wholeDays = daysInto(whole, whole.end, basis);
  const before = daysInto(whole, from, basis);
  const charged = wholeDays - before;
  const unusedDays = wholeDays - daysInto(whole, addDays(usedTo, 1), basis);
  const isWhole = basis === 'none' || before === 0;
  return {
    share: isWhole ? null : shareOf(charged, wholeDays),
    // In fixed months a day can count for nothing: then there is nothing to give back.
    unused:
      unusedDays === 0 ? null : { ...shareOf(unusedDays, charged), period: { from: addDays(usedTo, 1), to } },
    usedDays: charged - unusedDays,
    wholeDays,
  };
}

const shareOf = (part: number, whole: number): Share => ({
  numerator: BigInt(part),
  denominator: BigInt(whole),
});
