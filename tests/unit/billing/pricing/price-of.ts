import Big from 'big.js';
import { assert } from '../../../../runtime/src/core/assert.ts';
import {
  type PricedUnits,
  type PriceUnitsInput,
  priceUnits,
} from '../../../../runtime/src/core/billing/pricing/price-units.ts';
import type { Pricing } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import { decimalToRatio } from '../../../../runtime/src/core/money/decimal-to-ratio.ts';
import type { Ratio } from '../../../../runtime/src/core/money/ratio.ts';
import { currencyOf } from '../../money/currency-of.ts';

/** A decimal text as a fraction. */
export const ratioOf = (text: string): Ratio => decimalToRatio(new Big(text));

/** Prices units in EUR, half up, without free units; anything may be said otherwise. */
export function priceOf(
  pricing: Pricing,
  units: string | Ratio,
  other: Partial<PriceUnitsInput> = {},
): PricedUnits {
  const priced = priceUnits({
    pricing,
    units: typeof units === 'string' ? ratioOf(units) : units,
    events: 0,
    freeUnits: new Big(0),
    listPrice: null,
    currency: currencyOf('EUR'),
    rounding: 'half_up',
    ...other,
  });
  assert(priced.ok, 'the test has a price');
  return priced.value;
}
