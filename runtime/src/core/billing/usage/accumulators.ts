import Big from 'big.js';
import { assert } from '../../assert.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { multiplyRatios, type Ratio } from '../../money/ratio.ts';
import type { UsageRecord, UsageWindow } from './usage-record.ts';

/** Holds what the records of a window come to so far. */
export type Accumulator = {
  add(record: UsageRecord, atMs: number): void;
  units(): Ratio;
};

const ZERO = new Big(0);

/** All quantities together, corrections included. SQL: `coalesce(sum(quantity), 0)`. */
export function sumOf(): Accumulator {
  let sum = ZERO;
  return {
    add({ quantity }) {
      sum = sum.plus(quantity);
    },
    units: () => decimalToRatio(sum),
  };
}

/** The greatest quantity of one record. SQL: `coalesce(max(quantity), 0)`. */
export function maxOf(): Accumulator {
  let max: Big | null = null;
  return {
    add({ quantity }) {
      if (max === null || quantity.gt(max)) max = quantity;
    },
    units: () => decimalToRatio(max ?? ZERO),
  };
}

/** How many different things were seen. SQL: `count(distinct unique_key)`. */
export function uniqueOf(): Accumulator {
  const keys = new Set<string>();
  return {
    add({ uniqueKey }) {
      if (uniqueKey !== null) keys.add(uniqueKey);
    },
    units: () => ({ numerator: BigInt(keys.size), denominator: 1n }),
  };
}

/**
 * The quantity of the last record; of two at one instant the greater, so that the order of arrival does not matter.
 * SQL: `coalesce((array_agg(quantity order by date_trunc('milliseconds', at) desc, quantity desc))[1], 0)`.
 */
export function latestOf(): Accumulator {
  let latest: { atMs: number; quantity: Big } | null = null;
  return {
    add({ quantity }, atMs) {
      const isLater =
        latest === null || atMs > latest.atMs || (atMs === latest.atMs && quantity.gt(latest.quantity));
      if (isLater) latest = { atMs, quantity };
    },
    units: () => decimalToRatio(latest?.quantity ?? ZERO),
  };
}

/**
 * The average level over the window, by time: each record raises or lowers the level from its second on (Lago
 * `weighted_sum_agg`). A change counts for what is left of the window after it, so that no order is needed. SQL, in units
 * times seconds: `coalesce(sum(quantity * extract(epoch from $to - date_trunc('second', at))), 0)`; the opening level times
 * the window's seconds comes to it, and the division by them stays a fraction.
 */
export function weightedOf(window: UsageWindow, openingLevel: Big): Accumulator {
  const toSecond = secondOf(window.to.getTime());
  const seconds = toSecond - secondOf(window.from.getTime());
  assert(seconds > 0, 'a window is longer than a second');
  let levelSeconds = openingLevel.times(seconds);
  return {
    add({ quantity }, atMs) {
      levelSeconds = levelSeconds.plus(quantity.times(toSecond - secondOf(atMs)));
    },
    units: () =>
      multiplyRatios(decimalToRatio(levelSeconds), { numerator: 1n, denominator: BigInt(seconds) }),
  };
}

const secondOf = (atMs: number): number => Math.floor(atMs / 1000);
