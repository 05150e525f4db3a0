import Big from 'big.js';
import type { Charge } from '../../../../runtime/src/core/billing/charge.ts';
import type { SubscriptionItem } from '../../../../runtime/src/core/billing/subscription/item-runs.ts';
import {
  type SubscriptionChargesInput,
  subscriptionCharges,
} from '../../../../runtime/src/core/billing/subscription/subscription-charges.ts';
import { CanonicalContract } from '../../../../runtime/src/core/canonical/contract.ts';
import type { SubscriptionPlan } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import { type CurrencyCode, parseCurrencyCode } from '../../../../runtime/src/core/money/currency.ts';

type RecurringItem = Extract<SubscriptionItem, { kind: 'recurring' }>;

/** A currency code that the test knows to be one. */
export function currencyOf(text: string): CurrencyCode {
  const code = parseCurrencyCode(text);
  if (!code.ok) throw new Error(code.reason);
  return code.value;
}

/** One seat at 100.00 a period, in advance, unless told otherwise. */
export const seat = (item: Partial<RecurringItem> = {}): RecurringItem => ({
  kind: 'recurring',
  key: 'seat',
  sku: 'SEAT',
  quantity: '1',
  unitPrice: '100.00',
  timing: 'in_advance',
  ...item,
});

/** Monthly, by days, with one seat. */
export const monthly = (plan: Partial<SubscriptionPlan> = {}): SubscriptionPlan => ({
  form: 'subscription',
  interval: { unit: 'month', count: 1 },
  proration: { basis: 'day', interval: 'half_open' },
  items: [seat()],
  ...plan,
});

/** A contract in dollars as its own system would state it: plans by the days from which they hold. */
export function contractOf(
  plans: Record<string, SubscriptionPlan>,
  contract: Partial<CanonicalContract> = {},
): CanonicalContract {
  const days = Object.keys(plans).sort();
  return CanonicalContract.parse({
    title: 'Seats',
    currency: 'USD',
    customerKey: 'c1',
    contactKeys: [],
    startsOn: days[0],
    revisions: days.map((effectiveOn) => ({ effectiveOn, plan: plans[effectiveOn] })),
    ...contract,
  });
}

/** The input of `subscriptionCharges` for a contract; the master has everything at 7.00. */
export const inputOf = (contract: CanonicalContract, asOf: string): SubscriptionChargesInput => ({
  contract,
  asOf,
  currency: currencyOf(contract.currency),
  rounding: 'half_up',
  listPriceOn: () => new Big('7.00'),
});

/** The charges of a contract that has some; a refusal is an error. */
export function chargesOf(contract: CanonicalContract, asOf: string): Charge[] {
  const charges = subscriptionCharges(inputOf(contract, asOf));
  if (!charges.ok) throw new Error(charges.reason);
  return charges.value;
}

/** What charges are told apart by in tables: first and last day, amount, day of the invoice. */
export const rowsOf = (charges: readonly Charge[]) =>
  charges.map(({ period, fullMinor, invoiceOn }) => [period?.from, period?.to, fullMinor, invoiceOn]);
