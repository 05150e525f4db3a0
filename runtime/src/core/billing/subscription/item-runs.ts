import type { SubscriptionPlan } from '../../canonical/contract-subscription.ts';
import { addDays } from '../../civil-date.ts';
import { toJson } from '../../json.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { stableJson } from '../../stable-json.ts';
import type { ContractSpan } from './contract-spans.ts';
import type { PeriodGrid } from './period-grid.ts';

/** One item of a subscription, recurring or usage. */
export type SubscriptionItem = SubscriptionPlan['items'][number];

/** Days on which an item is billed by the same terms, over as many revisions as leave it unchanged. */
export type ItemRun = {
  item: SubscriptionItem;
  grid: PeriodGrid;
  from: string;
  to: string | null;
  /** The spans it extends over, in order. */
  spans: ContractSpan[];
  /** Whether the revision after it no longer has the item, as against having other terms of it or pausing. */
  isDropped: boolean;
};

/** The runs of each item by its key, in order of days; a pause is no part of any. */
export function itemRuns(spans: readonly ContractSpan[]): Map<string, ItemRun[]> {
  const runsByKey = new Map<string, ItemRun[]>();
  let running: ItemRun[] = [];
  for (const span of spans) {
    const items = new Map(span.plan.isPaused ? [] : span.plan.items.map((item) => [item.key, item]));
    for (const run of running) run.isDropped = !span.plan.isPaused && !items.has(run.item.key);
    running = [...items.values()].map((item) => continueRun(runsByKey, item, span));
  }
  return runsByKey;
}

function continueRun(runsByKey: Map<string, ItemRun[]>, item: SubscriptionItem, span: ContractSpan): ItemRun {
  const runs = runsByKey.get(item.key) ?? [];
  runsByKey.set(item.key, runs);
  const last = runs.at(-1);
  const isNext = last !== undefined && last.to !== null && addDays(last.to, 1) === span.from;
  if (isNext && last.grid === span.grid && isSameItem(last.item, item)) {
    last.to = span.to;
    last.spans.push(span);
    return last;
  }
  const { grid, from, to } = span;
  const run: ItemRun = { item, grid, from, to, spans: [span], isDropped: false };
  runs.push(run);
  return run;
}

/** Whether two revisions agree on an item; `10` and `10.00` are the same price. */
function isSameItem(one: SubscriptionItem, other: SubscriptionItem): boolean {
  if (one.kind !== 'recurring' || other.kind !== 'recurring') {
    return stableJson(toJson(one)) === stableJson(toJson(other));
  }
  return (
    one.sku === other.sku &&
    one.timing === other.timing &&
    decimalOf(one.quantity).eq(decimalOf(other.quantity)) &&
    isSamePrice(one.unitPrice, other.unitPrice)
  );
}

function isSamePrice(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return decimalOf(one).eq(decimalOf(other));
}
