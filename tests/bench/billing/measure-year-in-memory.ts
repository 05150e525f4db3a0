import { assert } from '../../../runtime/src/core/assert.ts';
import { contractToDraft } from '../../../runtime/src/core/billing/contract-to-draft.ts';
import type { MasterProduct } from '../../../runtime/src/core/billing/draft-line.ts';
import { forecastInvoices } from '../../../runtime/src/core/billing/forecast-invoices.ts';
import { parseCurrencyCode } from '../../../runtime/src/core/money/currency.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { US_ENTITY } from '../../../runtime/src/demo/sample-organization.ts';
import { type Figure, lessIsBetter } from '../report.ts';
import { sampleContract } from './sample-contract.ts';

const CONTRACTS = 1_000;
const INVOICES = 12_000;
const RUNS = 3;

/** A year of subscriptions, billed day by day and made into invoices with their tax, in memory. */
export function measureYearInMemory(): Figure[] {
  const contracts = Array.from({ length: CONTRACTS }, (_, place) =>
    sampleContract(place, `customer-${place}`),
  );
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const startedAt = performance.now();
    let count = 0;
    for (const contract of contracts) count += invoicesOf(contract);
    samples.push((performance.now() - startedAt) / 1_000);
    if (count !== INVOICES) throw new Error(`${count} invoices were computed`);
  }
  const seconds = samples.sort((left, right) => left - right)[1] ?? 0;
  const name = `year of ${CONTRACTS.toLocaleString('en')} subscriptions, ${INVOICES.toLocaleString('en')} invoices, in memory`;
  return [lessIsBetter(name, seconds, 2, 's', 'goal')];
}

const USD = parseCurrencyCode('USD');
assert(USD.ok, 'there are dollars');
const CURRENCY = USD.value;
const ENTITY = { ...US_ENTITY, taxRegistration: null, paymentInstructions: null };
const TAX_RULES = [{ taxClass: 'standard', category: 'S', ratePercent: decimalOf('8.875') }] as const;
const PRODUCTS = new Map(['PLATFORM', 'SEAT'].map((sku) => [sku, productOf(sku)]));

function productOf(sku: string): MasterProduct {
  return {
    ...{ productId: `prd_${sku}`, versionId: `prv_${sku}`, sku, names: { en: sku, ja: sku }, unit: 'C62' },
    taxClass: 'standard',
    prices: new Map([['USD', { unitPrice: decimalOf('249'), tiers: null }]]),
    maxDiscountPercent: decimalOf('0'),
  };
}

function invoicesOf(contract: ReturnType<typeof sampleContract>): number {
  const forecast = forecastInvoices({
    contract,
    facts: [],
    booked: [],
    until: '2026-12-31',
    currency: CURRENCY,
    rounding: 'half_up',
    listPriceOn: (sku) => PRODUCTS.get(sku)?.prices.get('USD')?.unitPrice ?? null,
    usageOf: () => ({ units: { numerator: 0n, denominator: 1n }, events: 0, withoutKey: 0 }),
  });
  assert(forecast.ok, 'the contract can be billed');
  const source = { system: 'csv', connectionId: '', recordId: '', externalId: contract.customerKey };
  const owner = { contractId: 'ctr_bench', contract, source };
  for (const group of forecast.value.invoices) {
    const made = contractToDraft({
      group: { ...group, lines: group.lines.map((line) => ({ ...line, owner })) },
      preceding: [],
      customer: { externalKey: contract.customerKey, name: contract.customerKey },
      contacts: [],
      entity: ENTITY,
      currency: CURRENCY,
      productOn: (sku) => PRODUCTS.get(sku),
      taxRulesOn: () => TAX_RULES,
    });
    assert(made.ok, 'the invoice can be made');
  }
  return forecast.value.invoices.length;
}
