import type { AskedStep } from './asked-step.ts';

/** The steps that are asked together now, and those that wait for them. */
export function splitSteps(steps: readonly AskedStep[]): { now: AskedStep[]; later: AskedStep[] } {
  const first = Math.min(...steps.map(({ order }) => order));
  return {
    now: steps.filter(({ order }) => order === first),
    later: steps.filter(({ order }) => order !== first),
  };
}
