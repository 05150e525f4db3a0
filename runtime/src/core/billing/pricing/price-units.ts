import Big from 'big.js';
import { assertNever } from '../../assert.ts';
import type { Pricing } from '../../canonical/contract-subscription.ts';
import { type CurrencyCode, currencyDigits } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { addRatios, compareRatios, type Ratio, subtractRatios, ZERO_RATIO } from '../../money/ratio.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { fail, ok, type Result } from '../../result.ts';
import { type PricePart, pricePart } from './price-part.ts';
import { graduatedParts, volumePart } from './price-tiers.ts';

/** What a number of units is priced from. */
export type PriceUnitsInput = {
  /** Its tiers passed `checkTiers`. */
  pricing: Pricing;
  units: Ratio;
  /** Records that the units come from; a percentage price may have a fee for each. */
  events: number;
  /** They come off before anything is priced. */
  freeUnits: Big;
  /** The master's price, for a standard price that states none. */
  listPrice: Big | null;
  currency: CurrencyCode;
  rounding: RoundingMode;
};

/** A price with how it came about. */
export type PricedUnits = {
  /** `exact` rounded to minor units: the only rounding of a price. */
  amountMinor: bigint;
  /** The sum of the parts in major units. */
  exact: Ratio;
  /** What was left to price after the free units, never below zero. */
  billableUnits: Ratio;
  parts: readonly PricePart[];
};

/**
 * The price of a number of units; fails with a sentence when there is no price to take. What is left after the free
 * units is priced as zero where it is negative: corrections of more than was used give nothing back here.
 */
export function priceUnits(input: PriceUnitsInput): Result<PricedUnits> {
  const billable = billableUnits(input.units, input.freeUnits);
  const parts = partsOf(input, billable);
  if (!parts.ok) return parts;
  const exact = parts.value.reduce((sum, part) => addRatios(sum, part.amount), ZERO_RATIO);
  const amountMinor = roundRatio(
    exact.numerator * 10n ** BigInt(currencyDigits(input.currency)),
    exact.denominator,
    input.rounding,
  );
  return ok({ amountMinor, exact, billableUnits: billable, parts: parts.value });
}

/** What is left to price after the free units, never below zero. */
export function billableUnits(units: Ratio, freeUnits: Big): Ratio {
  const left = subtractRatios(units, decimalToRatio(freeUnits));
  return compareRatios(left, ZERO_RATIO) > 0 ? left : ZERO_RATIO;
}

function partsOf({ pricing, events, listPrice }: PriceUnitsInput, units: Ratio): Result<PricePart[]> {
  switch (pricing.model) {
    case 'standard': {
      const unitPrice = pricing.unitPrice === undefined ? listPrice : decimalOf(pricing.unitPrice);
      if (unitPrice === null) return fail('neither the contract nor the product master has a price');
      return ok([pricePart({ ...WHOLE, units, unitPrice })]);
    }
    case 'graduated':
      return ok(graduatedParts(pricing.tiers, units));
    case 'volume':
      return ok([volumePart(pricing.tiers, units)]);
    case 'package': {
      const packages = packagesOf(units, decimalOf(pricing.size));
      return ok([pricePart({ ...WHOLE, units: packages, unitPrice: decimalOf(pricing.packagePrice) })]);
    }
    case 'percentage': {
      const unitPrice = decimalOf(pricing.ratePercent).times(new Big('0.01'));
      const flatFee = decimalOf(pricing.feePerEvent ?? '0').times(events);
      return ok([pricePart({ ...WHOLE, units, unitPrice, flatFee })]);
    }
    default:
      return assertNever(pricing);
  }
}

const WHOLE = { from: new Big(0), to: null, flatFee: new Big(0) };

/** A begun package is a whole one (oracle TI-05, Lago `package`). */
function packagesOf(units: Ratio, size: Big): Ratio {
  const { numerator, denominator } = decimalToRatio(size);
  return {
    numerator: roundRatio(units.numerator * denominator, units.denominator * numerator, 'up'),
    denominator: 1n,
  };
}
