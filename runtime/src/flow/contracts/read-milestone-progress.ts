import { type BillingFact, factsBy } from '../../core/billing/billing-fact.ts';
import type { MilestonePlan } from '../../core/canonical/contract-milestones.ts';

/** A milestone with the evidence that releases it; days are null while there is none. */
export type MilestoneView = {
  key: string;
  name: { en: string; ja: string };
  amount: string;
  deliveredOn: string | null;
  acceptedOn: string | null;
  acceptedBy: string | null;
  isBilled: boolean;
};

/** How far a project is: its deposit, its milestones in the order of the plan, its final invoice. */
export type MilestoneProgress = {
  form: 'milestones';
  total: string;
  deposit: { amount: string; isBilled: boolean } | null;
  milestones: MilestoneView[];
  isFinalBilled: boolean;
};

/** What is delivered, accepted and billed of a plan by a day; of several records of one kind the earliest counts. */
export function readMilestoneProgress(
  plan: MilestonePlan,
  facts: readonly BillingFact[],
  { asOf, bookedKeys }: { asOf: string; bookedKeys: ReadonlySet<string> },
): MilestoneProgress {
  const delivered = factsBy(facts, ['milestone_delivered'], asOf).map(({ event }) => event);
  const accepted = factsBy(facts, ['milestone_accepted'], asOf).map(({ event }) => event);
  const { total, deposit, milestones } = plan;
  return {
    form: 'milestones',
    total,
    deposit: deposit === undefined ? null : { amount: deposit.amount, isBilled: bookedKeys.has('deposit') },
    milestones: milestones.map(({ key, name, amount }) => {
      const acceptance = accepted.find(({ milestoneKey }) => milestoneKey === key);
      return {
        ...{ key, name, amount },
        deliveredOn: delivered.find(({ milestoneKey }) => milestoneKey === key)?.on ?? null,
        acceptedOn: acceptance?.on ?? null,
        acceptedBy: acceptance?.acceptedBy ?? null,
        isBilled: bookedKeys.has(`milestone:${key}`),
      };
    }),
    isFinalBilled: bookedKeys.has('final'),
  };
}
