import { type Finding, warningFinding } from '../../validation/finding.ts';
import type { PlanRevision } from '../plan-revisions.ts';
import type { Releases } from './released-milestones.ts';

/**
 * A finding for each milestone that holds back its own invoice and the final one: a warning when it waits for its
 * acceptance, else for reading.
 */
export function openMilestoneFindings(
  { plan, pointer }: PlanRevision<'milestones'>,
  { released, deliveredKeys }: Releases,
): Finding[] {
  const releasedKeys = new Set(released.map(({ milestone }) => milestone.key));
  return plan.milestones.flatMap(({ key, name }, index) => {
    if (releasedKeys.has(key)) return [];
    const place = `${pointer}/milestones/${index}`;
    if (!deliveredKeys.has(key)) return [notDelivered(place, name)];
    return [
      warningFinding(
        'milestone.not_accepted',
        place,
        `"${name.en}" was delivered and waits for its acceptance; until then neither it nor the final invoice is billed.`,
        `「${name.ja}」は納品済みですが検収がまだです。検収まで、この分と最終請求は行われません。`,
      ),
    ];
  });
}

const notDelivered = (pointer: string, name: { en: string; ja: string }): Finding => ({
  code: 'milestone.not_delivered',
  pointer,
  level: 'info',
  text: {
    en: `"${name.en}" is open; until it is delivered and accepted the final invoice is not billed.`,
    ja: `「${name.ja}」が未完了です。納品と検収がそろうまで最終請求は行われません。`,
  },
});
