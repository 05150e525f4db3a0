import type { CanonicalContract } from '../../canonical/contract.ts';
import type { SubscriptionPlan } from '../../canonical/contract-subscription.ts';
import { addDays, compareDates } from '../../civil-date.ts';
import { fail, ok, type Result } from '../../result.ts';
import { planRevisions } from '../plan-revisions.ts';
import type { PeriodGrid } from './period-grid.ts';

/** Days of a contract on which one revision holds, both included; `to` is null in the last one of an open contract. */
export type ContractSpan = { from: string; to: string | null; plan: SubscriptionPlan; grid: PeriodGrid };

/** Dates before are mistakes, and every date that is computed from later ones has four digits of year. */
const STARTS_ON_MIN = '1900-01-01';

/**
 * The spans of a subscription by their days. Spans share a grid until a revision changes the interval or the anchor day;
 * then periods begin anew on its day. Fails with a sentence when revisions contradict each other.
 */
export function contractSpans(contract: CanonicalContract): Result<ContractSpan[]> {
  const { startsOn, endsOn } = contract;
  if (compareDates(startsOn, STARTS_ON_MIN) < 0) return fail(`The contract starts before ${STARTS_ON_MIN}.`);
  const revisions = planRevisions(contract, 'subscription');
  if (!revisions.ok) return revisions;
  const spans: ContractSpan[] = [];
  for (const [index, { from, plan }] of revisions.value.entries()) {
    const fault = faultOf(plan);
    if (fault !== null) return fail(`The revision of ${from} has ${fault}.`);
    const next = revisions.value[index + 1];
    const to = earlier(next === undefined ? null : addDays(next.from, -1), endsOn ?? null);
    if (to !== null && compareDates(to, from) < 0) continue;
    spans.push({ from, to, plan, grid: gridOf(plan, from, spans.at(-1)?.grid) });
  }
  return ok(spans);
}

function faultOf({ interval, anchorDay, items }: SubscriptionPlan): string | null {
  const isOfDays = interval.unit === 'day' || interval.unit === 'week';
  if (isOfDays && anchorDay !== undefined) return 'an anchor day, which periods of days cannot have';
  const keys = new Set(items.map(({ key }) => key));
  return keys.size < items.length ? 'two items of the same key' : null;
}

function gridOf({ interval, anchorDay }: SubscriptionPlan, from: string, last?: PeriodGrid): PeriodGrid {
  const isSameInterval = last?.interval.unit === interval.unit && last.interval.count === interval.count;
  const start = isSameInterval ? last.start : from;
  const anchor = anchorDay ?? Number(start.slice(8, 10));
  return isSameInterval && last.anchorDay === anchor ? last : { start: from, interval, anchorDay: anchor };
}

const earlier = (left: string | null, right: string | null): string | null => {
  if (left === null || right === null) return left ?? right;
  return compareDates(left, right) < 0 ? left : right;
};
