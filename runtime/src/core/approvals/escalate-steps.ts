import type { AskedStep } from './asked-step.ts';

const HOUR_MS = 3_600_000;

/**
 * The steps with everybody asked besides whose deadline has passed: `passed` says how many. A step without anybody to
 * escalate to is marked as well, so that it is told of once. Time alone never approves (model.md E4).
 */
export function escalateSteps(
  steps: readonly AskedStep[],
  askedAt: Date,
  now: Date,
): { steps: AskedStep[]; passed: number } {
  let passed = 0;
  const escalated = steps.map((step): AskedStep => {
    const { slaHours, escalateTo } = step;
    const isPassed =
      slaHours !== undefined &&
      step.escalatedAt === undefined &&
      now.getTime() >= askedAt.getTime() + slaHours * HOUR_MS;
    if (!isPassed) return step;
    passed += 1;
    const asks = escalateTo === undefined ? step.asks : [...new Set([...step.asks, escalateTo])];
    return { ...step, asks, escalatedAt: now.toISOString() };
  });
  return { steps: escalated, passed };
}
