import Big from 'big.js';
import { assert } from '../../assert.ts';
import type { Pricing, TieredPricing } from '../../canonical/contract-subscription.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { decimalToText } from '../../money/decimal-to-text.ts';
import { compareRatios, type Ratio, ratioToDecimal } from '../../money/ratio.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { type PricedUnits, priceUnits } from './price-units.ts';

/** A list price of the product master in one currency: that of the first unit, and how it goes by quantity. */
export type ListPrice = {
  unitPrice: Big;
  /** Null where every unit costs the same. */
  tiers: TieredPricing | null;
};

/**
 * The master's price of one of so many units of a product on a day; null where it has none, or one by quantity that no
 * finite decimal writes.
 */
export type ListPriceOn = (sku: string, day: string, units: Ratio) => Big | null;

type Terms = { currency: CurrencyCode; rounding: RoundingMode };

/** Prices are stored with so many decimals (numeric(28, 10)). */
const PRICE_DECIMALS_MAX = 10;

/** A list price as units are priced by it. */
export const pricingOf = ({ unitPrice, tiers }: ListPrice): Pricing =>
  tiers ?? { model: 'standard', unitPrice: decimalToText(unitPrice) };

/** What so many units cost by list; the units have no sign. */
export function priceByList(list: ListPrice, units: Ratio, terms: Terms): PricedUnits {
  const { unitPrice: listPrice } = list;
  const freeUnits = new Big(0);
  const priced = priceUnits({ ...terms, pricing: pricingOf(list), units, events: 0, freeUnits, listPrice });
  assert(priced.ok, 'a list price states every price that it needs');
  return priced.value;
}

/**
 * What one of so many units costs by list, rounded half up where decimals cannot write it: to be compared with, and to be
 * shown. No units cost what the first one does.
 */
export function listUnitPrice(list: ListPrice, units: Ratio, terms: Terms): Big {
  if (units.numerator === 0n) return list.unitPrice;
  return ratioToDecimal(shareOf(list, units, terms), PRICE_DECIMALS_MAX, 'half_up');
}

/** The same where decimals can write it exactly, so that it may be multiplied; null where they cannot or there is no price. */
export function exactListUnitPrice(list: ListPrice | undefined, units: Ratio, terms: Terms): Big | null {
  if (list === undefined || units.numerator === 0n) return list?.unitPrice ?? null;
  const share = shareOf(list, units, terms);
  const price = ratioToDecimal(share, PRICE_DECIMALS_MAX, 'down');
  return compareRatios(decimalToRatio(price), share) === 0 ? price : null;
}

function shareOf(list: ListPrice, units: Ratio, terms: Terms): Ratio {
  const { exact } = priceByList(list, units, terms);
  return {
    numerator: exact.numerator * units.denominator,
    denominator: exact.denominator * units.numerator,
  };
}
