import { type AskedStep, wantedOf } from './asked-step.ts';

/** Somebody's approval: in whose name it counts, and which asks it met when it was given. */
export type Approval = { personId: string; metAsks: readonly string[] };

/**
 * True when those who approved are as many as the step wants. `all` wants everybody who is asked now, and is not met
 * by nobody: a step whose role nobody holds waits. Who is asked besides by an escalation may approve for all.
 */
export function isStepMet(
  step: AskedStep,
  approvals: readonly Approval[],
  askedNow: ReadonlySet<string>,
): boolean {
  const ofStep = approvals.filter(({ metAsks }) => metAsks.some((ask) => step.asks.includes(ask)));
  if (step.mode !== 'all') {
    return new Set(ofStep.map(({ personId }) => personId)).size >= wantedOf(step.mode);
  }
  const { escalateTo } = step;
  if (
    escalateTo !== undefined &&
    step.escalatedAt !== undefined &&
    ofStep.some(({ metAsks }) => metAsks.includes(escalateTo))
  )
    return true;
  const approved = new Set(ofStep.map(({ personId }) => personId));
  return askedNow.size > 0 && [...askedNow].every((personId) => approved.has(personId));
}
