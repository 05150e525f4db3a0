import { compareDates } from '../../civil-date.ts';
import { errorFinding, type Finding } from '../../validation/finding.ts';
import { type BillingFact, type FactOf, factPointer, factsBy } from '../billing-fact.ts';
import { type PlanOf, type PlanRevision, revisionOn } from '../plan-revisions.ts';

type MilestoneFact = FactOf<'milestone_delivered' | 'milestone_accepted'>;

/** A milestone of which both the delivery and the acceptance are on record. */
export type ReleasedMilestone = {
  milestone: PlanOf<'milestones'>['milestones'][number];
  /** The plan in force on the day of release. */
  plan: PlanOf<'milestones'>;
  /** The later day of the two. */
  on: string;
  /** The delivery's record, then the acceptance's. */
  evidence: readonly [string, string];
};

/** What is released, earliest first, and by milestone key what is on record at all. */
export type Releases = {
  released: ReleasedMilestone[];
  deliveredKeys: ReadonlySet<string>;
  findings: Finding[];
};

/**
 * The milestones that are released by a day: by delivery and acceptance, never by one of them (R-F2-2). Of several
 * records of one kind the earliest counts. The amount is that of the revision in force on the day of release.
 */
export function releasedMilestones(
  revisions: readonly PlanRevision<'milestones'>[],
  facts: readonly BillingFact[],
  asOf: string,
): Releases {
  const delivered = firstByMilestone(factsBy(facts, ['milestone_delivered'], asOf));
  const accepted = firstByMilestone(factsBy(facts, ['milestone_accepted'], asOf));
  const released: ReleasedMilestone[] = [];
  const findings: Finding[] = [];
  for (const [key, delivery] of [...delivered, ...accepted]) {
    const isAgreed = revisions.some(({ plan }) => plan.milestones.some((each) => each.key === key));
    if (!isAgreed) findings.push(unknownMilestone(delivery));
  }
  for (const [key, delivery] of delivered) {
    const acceptance = accepted.get(key);
    if (acceptance === undefined) continue;
    const on = later(delivery.event.on, acceptance.event.on);
    const plan = revisionOn(revisions, on)?.plan;
    const milestone = plan?.milestones.find((each) => each.key === key);
    if (plan === undefined || milestone === undefined) {
      const isAgreed = revisions.some((revision) =>
        revision.plan.milestones.some((each) => each.key === key),
      );
      if (isAgreed) findings.push(notInForce(acceptance, on));
      continue;
    }
    released.push({ milestone, plan, on, evidence: [delivery.recordId, acceptance.recordId] });
  }
  released.sort(
    (one, other) => compareDates(one.on, other.on) || (one.milestone.key < other.milestone.key ? -1 : 1),
  );
  return { released, deliveredKeys: new Set(delivered.keys()), findings };
}

function firstByMilestone(facts: readonly MilestoneFact[]): Map<string, MilestoneFact> {
  const first = new Map<string, MilestoneFact>();
  for (const fact of facts) {
    if (!first.has(fact.event.milestoneKey)) first.set(fact.event.milestoneKey, fact);
  }
  return first;
}

const later = (one: string, other: string): string => (compareDates(one, other) < 0 ? other : one);

const unknownMilestone = ({ recordId, event }: MilestoneFact): Finding =>
  errorFinding(
    'milestone.unknown',
    factPointer(recordId, '/milestoneKey'),
    `The contract has no milestone "${event.milestoneKey}".`,
    `契約にマイルストーン「${event.milestoneKey}」がありません。`,
  );

const notInForce = ({ recordId, event }: MilestoneFact, on: string): Finding =>
  errorFinding(
    'milestone.not_in_force',
    factPointer(recordId, '/milestoneKey'),
    `The milestone "${event.milestoneKey}" was not agreed on ${on}, when it was delivered and accepted.`,
    `マイルストーン「${event.milestoneKey}」は、納品と検収がそろった${on}時点の契約に含まれていません。`,
  );
