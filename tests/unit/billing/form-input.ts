import Big from 'big.js';
import { assert } from '../../../runtime/src/core/assert.ts';
import type { BillingFact } from '../../../runtime/src/core/billing/billing-fact.ts';
import type { BookedCharge, Charge } from '../../../runtime/src/core/billing/charge.ts';
import type { OrderChargesInput } from '../../../runtime/src/core/billing/orders/order-charges.ts';
import { CanonicalBillingEvent } from '../../../runtime/src/core/canonical/billing-event.ts';
import { CanonicalContract } from '../../../runtime/src/core/canonical/contract.ts';
import type { Result } from '../../../runtime/src/core/result.ts';
import { currencyOf } from '../money/currency-of.ts';

type Plan = CanonicalContract['revisions'][number]['plan'];

/** A contract in yen from 2026-01-01 with one plan; more revisions by their days. */
export const contractOf = (
  plan: Plan,
  more: Partial<CanonicalContract> = {},
  later: Record<string, Plan> = {},
): CanonicalContract =>
  CanonicalContract.parse({
    title: 'Contract',
    currency: 'JPY',
    customerKey: 'customer',
    contactKeys: [],
    startsOn: '2026-01-01',
    revisions: [
      { effectiveOn: '2026-01-01', plan },
      ...Object.entries(later).map(([effectiveOn, each]) => ({ effectiveOn, plan: each })),
    ],
    ...more,
  });

/** A fact from a record, checked as it would be on its way in. */
export const factOf = (recordId: string, event: Record<string, unknown>, version = 1): BillingFact => ({
  recordId,
  version,
  event: CanonicalBillingEvent.parse({ contractKey: 'contract', ...event }),
});

type TestInput = OrderChargesInput & { booked: readonly BookedCharge[] };

/** Charges in yen, half up, by the end of 2026, without a product master; anything may be said otherwise. */
export const inputOf = (
  contract: CanonicalContract,
  facts: readonly BillingFact[],
  other: Partial<TestInput> = {},
): TestInput => ({
  contract,
  facts,
  asOf: '2026-12-31',
  currency: currencyOf('JPY'),
  rounding: 'half_up',
  listPriceOn: (): Big | null => null,
  booked: [],
  ...other,
});

/** The value of a result that a test knows to be one. */
export function resultValue<Value>(result: Result<Value>): Value {
  assert(result.ok, 'the test has a value');
  return result.value;
}

/** Key, day and amount: what the tests look at. */
export const brief = (charges: readonly Charge[]): [string, string, bigint][] =>
  charges.map(({ key, invoiceOn, fullMinor }) => [key, invoiceOn, fullMinor]);

/** The sum of charges in minor units. */
export const sumMinor = (charges: readonly Charge[]): bigint =>
  charges.reduce((sum, { fullMinor }) => sum + fullMinor, 0n);

/** A decimal. */
export const decimal = (text: string): Big => new Big(text);
