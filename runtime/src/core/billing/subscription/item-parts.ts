import { assert } from '../../assert.ts';
import type { Proration } from '../../canonical/contract-subscription.ts';
import { addDays, compareDates } from '../../civil-date.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { WholePeriod } from './days-into.ts';
import type { ItemRun, SubscriptionItem } from './item-runs.ts';
import { periodIndexOn, periodStart } from './period-grid.ts';

/** A guess at more than anybody agrees: a hundred years of months, three years of days. */
const PERIODS_MAX = 1200;

/** The days of one period on which an item's terms run, from their first day in it to the period's end. */
export type ItemPart = {
  item: SubscriptionItem;
  whole: WholePeriod;
  from: string;
  /** The last day of the period. */
  to: string;
  /** The last day that is used, earlier than `to` when a change or the contract's end cuts it. */
  usedTo: string;
  basis: Proration['basis'];
};

/**
 * The parts of one item that have begun by a day, oldest first, each by the proration in force on its first day. Without
 * proration a part that has begun is whole: it cannot be cut, and what a change brings waits for the next period. Fails
 * when there are more than `PERIODS_MAX`.
 */
export function itemParts(runs: readonly ItemRun[], asOf: string): Result<ItemPart[]> {
  const parts: ItemPart[] = [];
  for (const run of runs) {
    const last = parts.at(-1);
    let from = last?.basis === 'none' ? later(run.from, addDays(last.to, 1)) : run.from;
    let index = compareDates(from, asOf) <= 0 ? periodIndexOn(run.grid, from) : 0;
    const until = run.to === null ? asOf : earlier(run.to, asOf);
    while (compareDates(from, until) <= 0) {
      if (parts.length === PERIODS_MAX) {
        return fail(`"${run.item.key}" has more than ${PERIODS_MAX} periods by ${asOf}.`);
      }
      const part = partOf(run, from, index);
      parts.push(part);
      from = part.whole.end;
      index += 1;
    }
  }
  return ok(parts);
}

function partOf(run: ItemRun, from: string, index: number): ItemPart {
  const { item, grid } = run;
  const end = periodStart(grid, index + 1);
  const to = addDays(end, -1);
  const proration = prorationOn(run, from);
  const whole = { start: periodStart(grid, index), end, interval: grid.interval };
  const part = { item, whole, from, to, basis: proration.basis };
  if (proration.basis === 'none' || run.to === null || compareDates(run.to, to) >= 0) {
    return { ...part, usedTo: to };
  }
  // The day of a change belongs to the new terms; where the item just ends it may be the last one of the old.
  const isDayOfEndUsed = run.isDropped && proration.interval === 'inclusive';
  return { ...part, usedTo: isDayOfEndUsed ? addDays(run.to, 1) : run.to };
}

function prorationOn({ spans }: ItemRun, day: string): Proration {
  const span = spans.findLast(({ from }) => compareDates(from, day) <= 0);
  assert(span !== undefined, 'a run begins with its first span');
  return span.plan.proration;
}

const later = (left: string, right: string): string => (compareDates(left, right) < 0 ? right : left);
const earlier = (left: string, right: string): string => (compareDates(left, right) < 0 ? left : right);
