import type { Approval } from '../is-step-met.ts';

/**
 * Which standing approvals decide a step, of those that cover each part of an invoice (model.md E4). Whoever covers every
 * part decides all of it, also where the step wants more people. Several people stand in together only where for each
 * part those who cover it meet the step alone: nobody's word counts for a contract that they did not approve. None where
 * a part is not covered, or not by enough people.
 */
export function chooseStanding<Standing extends Approval>(
  parts: readonly (readonly Standing[])[],
  isMetWith: (approvals: readonly Approval[]) => boolean,
): Standing[] {
  const [first = []] = parts;
  for (const { personId } of first) {
    const ofOne = parts.map((part) => part.find((standing) => standing.personId === personId));
    const whole = ofOne.filter((standing) => standing !== undefined);
    if (whole.length === parts.length) return whole;
  }
  const enough = parts.map((part) => leastThatMeet(part, isMetWith));
  const chosen = enough.filter((standing) => standing !== undefined);
  return chosen.length === parts.length ? chosen.flat() : [];
}

function leastThatMeet<Standing extends Approval>(
  part: readonly Standing[],
  isMetWith: (approvals: readonly Approval[]) => boolean,
): Standing[] | undefined {
  const counts = part.map((_standing, at) => at + 1);
  const count = counts.find((candidate) => isMetWith(part.slice(0, candidate)));
  return count === undefined ? undefined : part.slice(0, count);
}
