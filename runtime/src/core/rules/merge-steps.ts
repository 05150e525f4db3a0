import { stableJson } from '../stable-json.ts';
import { approverKey } from './approver-key.ts';
import type { RuleStep, StepMode } from './rule-step.ts';

type SameSteps = [RuleStep, ...RuleStep[]];

/**
 * The steps of all rules that matched as one list, by order: those of one order and one approver become one, with the
 * stricter mode and the shorter times. Which rule came first decides nothing but the sequence within an order.
 */
export function mergeSteps(steps: readonly RuleStep[]): RuleStep[] {
  const groups = new Map<string, SameSteps>();
  for (const step of steps) {
    const key = `${step.order} ${approverKey(step.approver)}`;
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [step]);
    else same.push(step);
  }
  return [...groups.values()].map(mergeSame).sort((left, right) => left.order - right.order);
}

function mergeSame(same: SameSteps): RuleStep {
  const [first] = same;
  const slaHours = shortest(same.map((step) => step.slaHours));
  const remindAfterHours = shortest([...same.map((step) => step.remindAfterHours)], slaHours);
  const escalateTo = [...same].sort(byUrgency).find((step) => step.escalateTo !== undefined)?.escalateTo;
  return {
    order: first.order,
    approver: first.approver,
    mode: same.map(({ mode }) => mode).reduce(stricter),
    ...(slaHours === undefined ? {} : { slaHours }),
    ...(remindAfterHours === undefined ? {} : { remindAfterHours }),
    ...(escalateTo === undefined ? {} : { escalateTo }),
  };
}

/** The least of the times that are said, and of the bound; undefined when none is said. */
function shortest(
  hours: readonly (number | undefined)[],
  bound = Number.POSITIVE_INFINITY,
): number | undefined {
  const said = hours.filter((value) => value !== undefined);
  return said.length === 0 ? undefined : Math.min(...said, bound);
}

/** The shorter deadline first; of equal ones an order that does not depend on the sequence of the rules. */
function byUrgency(left: RuleStep, right: RuleStep): number {
  const difference = (left.slaHours ?? 0) - (right.slaHours ?? 0);
  if (difference !== 0) return difference;
  return stableJson(left.escalateTo ?? null) < stableJson(right.escalateTo ?? null) ? -1 : 1;
}

/** `all` is stricter than any number, since it grows with those who are asked. */
function stricter(left: StepMode, right: StepMode): StepMode {
  if (left === 'all' || right === 'all') return 'all';
  const atLeast = Math.max(leastOf(left), leastOf(right));
  return atLeast === 1 ? 'any' : { atLeast };
}

const leastOf = (mode: StepMode): number => (typeof mode === 'object' ? mode.atLeast : 1);
