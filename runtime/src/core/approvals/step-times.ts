import type { AskedStep } from './asked-step.ts';

const HOUR_MS = 3_600_000;

/** When to remind and when to ask somebody besides, the earliest of all steps; null for never. */
export function stepTimes(
  steps: readonly AskedStep[],
  askedAt: Date,
): { remindAt: Date | null; escalateAt: Date | null } {
  return {
    remindAt: earliest(
      steps.map(({ remindAfterHours }) => remindAfterHours),
      askedAt,
    ),
    escalateAt: earliest(
      steps.map((step) => (step.escalatedAt === undefined ? step.slaHours : undefined)),
      askedAt,
    ),
  };
}

function earliest(hours: readonly (number | undefined)[], askedAt: Date): Date | null {
  const given = hours.filter((value) => value !== undefined);
  return given.length === 0 ? null : new Date(askedAt.getTime() + Math.min(...given) * HOUR_MS);
}
