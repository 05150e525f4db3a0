import type { CurrencyCode } from '../../money/currency.ts';
import { fail, ok, type Result } from '../../result.ts';
import { exactMinor } from '../exact-minor.ts';
import type { PlanOf } from '../plan-revisions.ts';

/** The amounts of one revision in minor units; `finalMinor` is what the milestones leave of the total. */
export type MilestoneAmounts = {
  totalMinor: bigint;
  depositMinor: bigint;
  /** By milestone key, in the order of the plan. */
  milestonesMinor: ReadonlyMap<string, bigint>;
  finalMinor: bigint;
};

/** Reads a plan's amounts. Fails with a sentence when the parts are more than the whole, or a key returns. */
export function milestoneAmounts(
  plan: PlanOf<'milestones'>,
  currency: CurrencyCode,
): Result<MilestoneAmounts> {
  const total = exactMinor(plan.total, currency);
  if (!total.ok) return total;
  const deposit = exactMinor(plan.deposit?.amount ?? '0', currency);
  if (!deposit.ok) return deposit;
  const milestonesMinor = new Map<string, bigint>();
  let finalMinor = total.value;
  for (const { key, amount } of plan.milestones) {
    const read = exactMinor(amount, currency);
    if (!read.ok) return read;
    if (milestonesMinor.has(key)) return fail(`Two milestones have the key "${key}".`);
    milestonesMinor.set(key, read.value);
    finalMinor -= read.value;
  }
  if (finalMinor < 0n) return fail(`The milestones come to more than the total of ${plan.total}.`);
  if (deposit.value > total.value) return fail(`The deposit is more than the total of ${plan.total}.`);
  return ok({ totalMinor: total.value, depositMinor: deposit.value, milestonesMinor, finalMinor });
}
