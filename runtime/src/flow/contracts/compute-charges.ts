import { AppError } from '../../core/app-error.ts';
import type { BillingFact } from '../../core/billing/billing-fact.ts';
import type { BookedCharge } from '../../core/billing/charge.ts';
import { type ContractChargesInput, contractCharges } from '../../core/billing/contract-charges.ts';
import type { FormCharges } from '../../core/billing/form-charges.ts';
import { listPricesOf } from '../../core/billing/pricing/list-prices-of.ts';
import { type BillingPeriod, billingPeriods } from '../../core/billing/subscription/billing-periods.ts';
import { type LateUsage, lateUsageFinding } from '../../core/billing/usage/late-usage.ts';
import type { UsageTotal } from '../../core/billing/usage/usage-record.ts';
import type { CanonicalContract } from '../../core/canonical/contract.ts';
import type { Finding } from '../../core/validation/finding.ts';
import type { Tx } from '../../db/open-database.ts';
import type { ContractSource } from './load-contract.ts';
import { loadLateUsage } from './load-late-usage.ts';
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

/**
 * The charges of a contract by a day, from what is stored, with what is not right about it. Throws
 * `billing.contract_invalid` with the reason.
 */
export async function computeCharges(tx: Tx, input: ChargesInput, asOf: string): Promise<FormCharges> {
  const { charged, late } = await loadChargesInput(tx, input, asOf);
  const result = contractCharges(charged);
  if (!result.ok) throw new AppError('billing.contract_invalid', { detail: result.reason });
  const { findings } = result.value;
  return { ...result.value, findings: [...findings, ...late] };
}

/** What the charges of a contract are made of by a day, its usage until then included, and the usage that came too late. */
export async function loadChargesInput(
  tx: Tx,
  input: ChargesInput,
  asOf: string,
): Promise<{ charged: ContractChargesInput; late: Finding[] }> {
  const { contract, facts, terms, booked } = input;
  const { usageOf, late } = await readUsage(tx, input, asOf);
  const priced = { currency: terms.currency, rounding: terms.entity.rounding };
  const charged: ContractChargesInput = {
    contract,
    facts,
    booked,
    asOf,
    ...priced,
    listPriceOn: listPricesOf(terms.master.productOn, priced),
    usageOf,
  };
  return { charged, late: late.map(lateUsageFinding) };
}

const NO_USAGE: UsageTotal = { units: { numerator: 0n, denominator: 1n }, events: 0, withoutKey: 0 };

type Usage = { usageOf: (period: BillingPeriod) => UsageTotal; late: LateUsage[] };

async function readUsage(tx: Tx, { contract, source, terms }: ChargesInput, asOf: string): Promise<Usage> {
  const none: Usage = { usageOf: () => NO_USAGE, late: [] };
  if (contract.revisions[0]?.plan.form !== 'subscription') return none;
  const periods = billingPeriods(contract, asOf);
  // What contradicts itself is refused, with its reason, when the charges are computed.
  if (!periods.ok || periods.value.length === 0) return none;
  const { timeZone } = terms.entity;
  const totals = await loadUsage(tx, source, periods.value, timeZone);
  const keyOf = ({ item, period }: BillingPeriod) => `${item.key} ${period.from}`;
  const byPeriod = new Map(periods.value.map((period, index) => [keyOf(period), totals[index]]));
  return {
    usageOf: (period) => byPeriod.get(keyOf(period)) ?? NO_USAGE,
    late: await loadLateUsage(tx, source, periods.value, timeZone),
  };
}
