import type { AskedStep } from './asked-step.ts';

const HOUR_MS = 3_600_000;

/** Until when the first of some steps is to be decided, whether that has passed or not; null without a deadline. */
export const stepsDueAt = (steps: readonly AskedStep[], askedAt: Date): Date | null =>
  earliest(
    steps.map(({ slaHours }) => slaHours),
    askedAt,
  );

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
