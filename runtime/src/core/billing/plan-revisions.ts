import type { CanonicalContract } from '../canonical/contract.ts';
import { compareDates } from '../civil-date.ts';
import { fail, ok, type Result } from '../result.ts';

type Plan = CanonicalContract['revisions'][number]['plan'];

/** The plan of one form of billing. */
export type PlanOf<Form extends Plan['form']> = Extract<Plan, { form: Form }>;

/** What is agreed from a day on, until the next revision's. */
export type PlanRevision<Form extends Plan['form']> = {
  /** Its first day, not before the contract's. */
  from: string;
  /** JSON pointer to the plan within the contract. */
  pointer: string;
  plan: PlanOf<Form>;
};

/** The revisions of a contract of one form, by their days. Fails with a sentence when they contradict each other. */
export function planRevisions<Form extends Plan['form']>(
  contract: CanonicalContract,
  form: Form,
): Result<PlanRevision<Form>[]> {
  const revisions: PlanRevision<Form>[] = [];
  const days = new Set<string>();
  const sorted = [...contract.revisions.entries()].sort(([, one], [, other]) =>
    compareDates(one.effectiveOn, other.effectiveOn),
  );
  for (const [index, { effectiveOn, plan }] of sorted) {
    if (!isOfForm(plan, form)) return fail(`The revision of ${effectiveOn} is of another form than ${form}.`);
    if (days.has(effectiveOn)) return fail(`Two revisions begin on ${effectiveOn}.`);
    days.add(effectiveOn);
    const from = compareDates(effectiveOn, contract.startsOn) < 0 ? contract.startsOn : effectiveOn;
    revisions.push({ from, pointer: `/revisions/${index}/plan`, plan });
  }
  return ok(revisions);
}

/** The revision in force on a day (R-GEN-5), or undefined before the first one. */
export const revisionOn = <Form extends Plan['form']>(
  revisions: readonly PlanRevision<Form>[],
  day: string,
): PlanRevision<Form> | undefined => revisions.findLast(({ from }) => compareDates(from, day) <= 0);

const isOfForm = <Form extends Plan['form']>(plan: Plan, form: Form): plan is PlanOf<Form> =>
  plan.form === form;
