import { assert } from '../../assert.ts';
import { compareDates } from '../../civil-date.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { largerOf } from '../../money/larger-of.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Charge } from '../charge.ts';
import type { PlanOf, PlanRevision } from '../plan-revisions.ts';
import { onePiece } from '../print-amount.ts';
import { depositDeductions } from './deposit-deductions.ts';
import type { MilestoneAmounts } from './milestone-amounts.ts';
import type { ReleasedMilestone } from './released-milestones.ts';

/** A project as it is known by a day; the amounts are those of each of its revisions. */
export type Project = {
  currency: CurrencyCode;
  known: readonly PlanRevision<'milestones'>[];
  last: PlanRevision<'milestones'>;
  amounts: ReadonlyMap<PlanOf<'milestones'>, MilestoneAmounts>;
  released: readonly ReleasedMilestone[];
  /** What was credited of the deposit, in minor units, zero or more. */
  creditedMinor: bigint;
};

/** The key of the deposit's own charge. */
export const DEPOSIT_KEY = 'deposit';

/**
 * The charges of a project, the deposit first, then releases by their days; the sum of all is the last total, and what was
 * credited of the deposit, which is not deducted.
 */
export function projectCharges(project: Project): Result<Charge[]> {
  const { currency, known, last, amounts, released } = project;
  const amountsOf = (plan: PlanOf<'milestones'>): MilestoneAmounts => {
    const found = amounts.get(plan);
    assert(found !== undefined, 'the amounts of every revision are read');
    return found;
  };
  const charges: Charge[] = [];
  const add = (part: Omit<Charge, 'quantity' | 'unitPrice' | 'unused' | 'period'>) =>
    charges.push({ ...part, ...onePiece(part.fullMinor, currency), unused: null, period: null });
  const agreed = known.find(({ plan }) => plan.deposit !== undefined);
  const deposit = agreed?.plan.deposit;
  const depositMinor = agreed === undefined ? 0n : amountsOf(agreed.plan).depositMinor;
  if (agreed !== undefined && deposit !== undefined && depositMinor > 0n) {
    const description = { en: 'Deposit', ja: '前受金' };
    add({
      key: DEPOSIT_KEY,
      kind: 'deposit',
      sku: deposit.sku,
      description,
      fullMinor: depositMinor,
      invoiceOn: agreed.from,
      evidence: [],
      document: 'deposit',
    });
  }
  const deduct = (key: string, fullMinor: bigint, invoiceOn: string, evidence: readonly string[]) => {
    if (deposit === undefined || fullMinor === 0n) return;
    const description = { en: 'Deposit already invoiced', ja: '前受金の充当' };
    add({ key, kind: 'deposit', sku: deposit.sku, description, fullMinor: -fullMinor, invoiceOn, evidence });
  };
  const { byKey, finalMinor: finalDeductionMinor } = depositDeductions(
    { depositMinor, leftMinor: largerOf(depositMinor - project.creditedMinor, 0n) },
    released.map(({ milestone, plan }) => ({ key: milestone.key, plan, amounts: amountsOf(plan) })),
  );
  let releasedMinor = 0n;
  for (const { milestone, plan, on, evidence } of released) {
    const fullMinor = amountsOf(plan).milestonesMinor.get(milestone.key) ?? 0n;
    releasedMinor += fullMinor;
    add({
      key: `milestone:${milestone.key}`,
      kind: 'milestone',
      sku: milestone.sku,
      description: milestone.name,
      fullMinor,
      invoiceOn: on,
      evidence,
    });
    deduct(`deposit-deduction:${milestone.key}`, byKey.get(milestone.key) ?? 0n, on, evidence);
  }
  const releasedKeys = new Set(released.map(({ milestone }) => milestone.key));
  if (last.plan.milestones.some(({ key }) => !releasedKeys.has(key))) return ok(charges);
  const finalMinor = amountsOf(last.plan).totalMinor - releasedMinor;
  if (finalMinor < 0n)
    return fail(`The milestones released come to more than the total of ${last.plan.total}.`);
  // A revision that drops the last open milestone is what releases the final invoice then.
  const lastRelease = released.at(-1)?.on ?? last.from;
  const on = compareDates(lastRelease, last.from) < 0 ? last.from : lastRelease;
  const evidence = released.flatMap((each) => [...each.evidence]);
  if (finalMinor > 0n) {
    const description = { en: 'Final invoice', ja: '最終請求' };
    add({
      key: 'final',
      kind: 'final',
      sku: last.plan.finalSku,
      description,
      fullMinor: finalMinor,
      invoiceOn: on,
      evidence,
    });
  }
  // Without a suffix, since a milestone may be named by any.
  deduct('deposit-deduction', finalDeductionMinor, on, evidence);
  return ok(charges.map((charge) => (isOnFinal(charge, on) ? { ...charge, document: 'final' } : charge)));
}

/** What ends a project stands on one document, the last milestone too when it is released on that day. */
const isOnFinal = ({ invoiceOn, document }: Charge, on: string): boolean =>
  invoiceOn === on && document !== 'deposit';
