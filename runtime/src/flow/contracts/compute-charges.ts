import { AppError } from '../../core/app-error.ts';
import type { BillingFact } from '../../core/billing/billing-fact.ts';
import type { BookedCharge } from '../../core/billing/charge.ts';
import { type ContractChargesInput, contractCharges } from '../../core/billing/contract-charges.ts';
import type { FormCharges } from '../../core/billing/form-charges.ts';
import { type BillingPeriod, billingPeriods } from '../../core/billing/subscription/billing-periods.ts';
import type { UsageTotal } from '../../core/billing/usage/usage-record.ts';
import type { CanonicalContract } from '../../core/canonical/contract.ts';
import type { Tx } from '../../db/open-database.ts';
import type { ContractSource } from './load-contract.ts';
import type { ContractTerms } from './load-terms.ts';
import { loadUsage } from './load-usage.ts';

/** What a contract's charges are computed from, but for its usage. */
export type ChargesInput = {
  contract: CanonicalContract;
  source: ContractSource;
  terms: ContractTerms;
  facts: readonly BillingFact[];
  /** What is on its issued invoices. */
  booked: readonly BookedCharge[];
};

/** The charges of a contract by a day, from what is stored. Throws `billing.contract_invalid` with the reason. */
export async function computeCharges(tx: Tx, input: ChargesInput, asOf: string): Promise<FormCharges> {
  const result = contractCharges(await loadChargesInput(tx, input, asOf));
  if (!result.ok) throw new AppError('billing.contract_invalid', { detail: result.reason });
  return result.value;
}

/** Everything that the charges of a contract are made of by a day, its usage until then included. */
export async function loadChargesInput(
  tx: Tx,
  { contract, source, terms, facts, booked }: ChargesInput,
  asOf: string,
): Promise<ContractChargesInput> {
  return {
    contract,
    facts,
    booked,
    asOf,
    currency: terms.currency,
    rounding: terms.entity.rounding,
    listPriceOn: (sku, day) => terms.master.productOn(sku, day)?.prices.get(terms.currency) ?? null,
    usageOf: await usageBy(tx, { contract, source, timeZone: terms.entity.timeZone }, asOf),
  };
}

const NO_USAGE: UsageTotal = { units: { numerator: 0n, denominator: 1n }, events: 0, withoutKey: 0 };

async function usageBy(
  tx: Tx,
  input: { contract: CanonicalContract; source: ContractSource; timeZone: string },
  asOf: string,
): Promise<(period: BillingPeriod) => UsageTotal> {
  if (input.contract.revisions[0]?.plan.form !== 'subscription') return () => NO_USAGE;
  const periods = billingPeriods(input.contract, asOf);
  // What contradicts itself is refused, with its reason, when the charges are computed.
  if (!periods.ok || periods.value.length === 0) return () => NO_USAGE;
  const totals = await loadUsage(tx, input.source, periods.value, input.timeZone);
  const keyOf = ({ item, period }: BillingPeriod) => `${item.key} ${period.from}`;
  const byPeriod = new Map(periods.value.map((period, index) => [keyOf(period), totals[index]]));
  return (period) => byPeriod.get(keyOf(period)) ?? NO_USAGE;
}
