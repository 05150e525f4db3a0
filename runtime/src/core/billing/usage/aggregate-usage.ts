import type { Big } from 'big.js';
import type { Aggregation } from '../../canonical/contract-subscription.ts';
import { type Accumulator, latestOf, maxOf, sumOf, uniqueOf, weightedOf } from './accumulators.ts';
import type { UsageRecord, UsageTotal, UsageWindow } from './usage-record.ts';

/** What is aggregated, over which instants. */
export type UsageQuestion = {
  aggregation: Aggregation;
  window: UsageWindow;
  /** The level at the window's first instant, the sum of all records before it; only a `weighted` meter has one. */
  openingLevel: Big;
};

/** Takes records one by one, so that a million of them stream through in constant memory (`unique` keeps its keys). */
export type UsageReducer = {
  /** Counts a record; one outside the window is ignored. */
  add(record: UsageRecord): void;
  /** What was added so far comes to; more may be added after it. */
  finish(): UsageTotal;
};

/**
 * Begins an aggregation. The order of records never matters. In SQL, with `$from` and `$to` as the window's instants and
 * `at >= $from and at < $to` as the condition, events are `count(*)` and units are what each accumulator says.
 */
export function startUsage({ aggregation, window, openingLevel }: UsageQuestion): UsageReducer {
  const accumulator = ACCUMULATORS[aggregation](window, openingLevel);
  const fromMs = window.from.getTime();
  const toMs = window.to.getTime();
  let events = 0;
  let withoutKey = 0;
  return {
    add(record) {
      const atMs = record.at.getTime();
      // Written so that an instant that is no date is outside, too.
      if (!(atMs >= fromMs && atMs < toMs)) return;
      events += 1;
      if (aggregation === 'unique' && record.uniqueKey === null) withoutKey += 1;
      accumulator.add(record, atMs);
    },
    finish: () => ({ units: accumulator.units(), events, withoutKey }),
  };
}

const ACCUMULATORS: Readonly<Record<Aggregation, (window: UsageWindow, openingLevel: Big) => Accumulator>> = {
  sum: sumOf,
  max: maxOf,
  unique: uniqueOf,
  latest: latestOf,
  weighted: weightedOf,
};
