import { assert } from '../../assert.ts';
import { splitByWeight } from '../../money/split-by-weight.ts';
import type { PlanOf } from '../plan-revisions.ts';
import type { MilestoneAmounts } from './milestone-amounts.ts';

/** A released milestone's key, with the plan and the amounts in force on the day of its release. */
export type Release = { key: string; plan: PlanOf<'milestones'>; amounts: MilestoneAmounts };

/** A deposit as it was billed, and what credit notes left of it, in minor units. */
export type BilledDeposit = { depositMinor: bigint; leftMinor: bigint };

/**
 * What comes off each release, and off the final invoice, of a deposit that was billed, in minor units, zero or more; they
 * add up to what is left of it exactly: what was credited comes off the last deductions first. Pro rata: shares of the plan's milestones and final by largest remainder. A release before a
 * deposit was agreed bears none of it; where a revision changed the shares on the way, the final takes what is left.
 */
export function depositDeductions(
  deposit: BilledDeposit,
  releases: readonly Release[],
): { byKey: ReadonlyMap<string, bigint>; finalMinor: bigint } {
  const byKey = new Map<string, bigint>();
  let { leftMinor } = deposit;
  for (const { key, plan, amounts } of releases) {
    if (plan.deposit?.deduction !== 'pro_rata' || amounts.totalMinor === 0n) continue;
    let deductedMinor = proRataShare(deposit.depositMinor, key, amounts);
    if (deductedMinor > leftMinor) deductedMinor = leftMinor;
    byKey.set(key, deductedMinor);
    leftMinor -= deductedMinor;
  }
  return { byKey, finalMinor: leftMinor };
}

function proRataShare(depositMinor: bigint, key: string, amounts: MilestoneAmounts): bigint {
  const keys = [...amounts.milestonesMinor.keys()];
  const shares = splitByWeight(depositMinor, [...amounts.milestonesMinor.values(), amounts.finalMinor]);
  const share = shares[keys.indexOf(key)];
  assert(share !== undefined, 'a release is of a milestone of its plan');
  return share;
}
