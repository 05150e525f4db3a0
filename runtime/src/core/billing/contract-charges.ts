import { assertNever } from '../assert.ts';
import type { CanonicalContract } from '../canonical/contract.ts';
import { compareDates } from '../civil-date.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Charge } from './charge.ts';
import { checkNotToExceed } from './check-not-to-exceed.ts';
import { closeTogether } from './collective/close-together.ts';
import type { FormCharges } from './form-charges.ts';
import { milestoneCharges } from './milestones/milestone-charges.ts';
import { orderCharges } from './orders/order-charges.ts';
import type { ListPriceOn } from './pricing/list-price.ts';
import { type BillingPeriod, billingPeriods } from './subscription/billing-periods.ts';
import { subscriptionCharges } from './subscription/subscription-charges.ts';
import { type TimeChargesInput, timeCharges } from './time/time-charges.ts';
import { usageCharges } from './usage/usage-charges.ts';
import type { UsageTotal } from './usage/usage-record.ts';

/** Everything that a contract's charges are made of. */
export type ContractChargesInput = TimeChargesInput & {
  listPriceOn: ListPriceOn;
  /** What a usage item's records of a period come to. */
  usageOf: (period: BillingPeriod) => UsageTotal;
};

/**
 * The charges of a contract by a day, whatever its form, with what is not right about it. Those of one that is billed
 * together with others fall due at the closing day. Fails with a sentence when the contract contradicts itself or
 * something of it cannot be priced.
 */
export function contractCharges(input: ContractChargesInput): Result<FormCharges> {
  const made = chargesOfForm(input);
  if (!made.ok) return made;
  const { contract, asOf } = input;
  const { charges, findings, isComplete } = made.value;
  // What is agreed from a later day on is not among them.
  const isChanging = contract.revisions.some(({ effectiveOn }) => compareDates(effectiveOn, asOf) > 0);
  return ok({
    charges: closeTogether(contract, charges),
    findings,
    isComplete: isComplete && !isChanging,
  });
}

function chargesOfForm(input: ContractChargesInput): Result<FormCharges> {
  const form = formOf(input.contract);
  switch (form) {
    case 'subscription':
      return allSubscriptionCharges(input);
    case 'milestones':
      return input.contract.collective === undefined
        ? milestoneCharges(input)
        : fail(
            'A project is billed on its own: its deposit and its final invoice are documents of their own.',
          );
    case 'order':
      return orderCharges(input);
    case 'time_and_materials':
      return timeCharges(input);
    case undefined:
      return fail('The contract has no revision.');
    default:
      return assertNever(form);
  }
}

/** The form of a contract: the one of its first revision, which all others must share. */
export const formOf = ({ revisions }: CanonicalContract) => revisions[0]?.plan.form;

function allSubscriptionCharges(input: ContractChargesInput): Result<FormCharges> {
  const recurring = subscriptionCharges(input);
  if (!recurring.ok) return recurring;
  const periods = billingPeriods(input.contract, input.asOf);
  if (!periods.ok) return periods;
  const charges: Charge[] = [...recurring.value];
  for (const ofItem of Map.groupBy(periods.value, ({ item }) => item).values()) {
    const [first] = ofItem;
    if (first === undefined) continue;
    const { item } = first;
    const used = usageCharges({
      ...input,
      item,
      periods: ofItem.map(({ period }) => period),
      usageByPeriod: new Map(ofItem.map((one) => [one.period.from, input.usageOf(one)])),
      listPriceOn: (day, units) => input.listPriceOn(item.sku, day, units),
    });
    if (!used.ok) return used;
    charges.push(...used.value);
  }
  // It goes on until its end, and what is used until then is known afterwards only.
  return ok({ charges, findings: checkNotToExceed(input, charges), isComplete: false });
}
