import { compareDates } from '../../civil-date.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { BookedCharge } from '../charge.ts';
import { checkNotToExceed } from '../check-not-to-exceed.ts';
import type { FormCharges, FormChargesInput } from '../form-charges.ts';
import { type PlanOf, planRevisions } from '../plan-revisions.ts';
import { type MilestoneAmounts, milestoneAmounts } from './milestone-amounts.ts';
import { openMilestoneFindings } from './open-milestone-findings.ts';
import { DEPOSIT_KEY, projectCharges } from './project-charges.ts';
import { releasedMilestones } from './released-milestones.ts';

/** Everything that a project is billed by. */
export type MilestoneChargesInput = FormChargesInput & {
  /** What is on issued invoices: a deposit that was credited is deducted for what is left of it. */
  booked: readonly BookedCharge[];
};

/**
 * The charges of a project by a day (R-F2): the deposit from the first day on which one is agreed, each milestone that was
 * delivered and accepted, the final invoice when none is open, and the deposit's deductions; with what was
 * credited of the deposit they come to the total of the last revision exactly. A deduction carries the deposit's product, and by that its tax: the tax of the deposit is taken
 * back as it was charged. Fails with a sentence when the contract contradicts itself. The contract's end is not
 * looked at: what was agreed is owed when it is late, too.
 */
export function milestoneCharges(input: MilestoneChargesInput): Result<FormCharges> {
  const { contract, asOf, currency } = input;
  const all = planRevisions(contract, 'milestones');
  if (!all.ok) return all;
  const amounts = new Map<PlanOf<'milestones'>, MilestoneAmounts>();
  for (const { from, plan } of all.value) {
    const read = milestoneAmounts(plan, currency);
    if (!read.ok) return fail(`The revision of ${from}: ${read.reason}`);
    amounts.set(plan, read.value);
  }
  const known = all.value.filter(({ from }) => compareDates(from, asOf) <= 0);
  const last = known.at(-1);
  if (last === undefined) return ok({ charges: [], findings: [], isComplete: false });
  const releases = releasedMilestones(known, input.facts, asOf);
  const creditedMinor = creditedOfDeposit(input.booked);
  const { released } = releases;
  const charges = projectCharges({ currency, known, last, amounts, released, creditedMinor });
  if (!charges.ok) return charges;
  const open = openMilestoneFindings(last, releases);
  const findings = [...releases.findings, ...open, ...checkNotToExceed(input, charges.value, creditedMinor)];
  return ok({ charges: charges.value, findings, isComplete: open.length === 0 });
}

/** What people gave back of the deposit on credit notes, zero or more. */
const creditedOfDeposit = (booked: readonly BookedCharge[]): bigint =>
  -(booked.find(({ key }) => key === DEPOSIT_KEY)?.adjustmentMinor ?? 0n);
