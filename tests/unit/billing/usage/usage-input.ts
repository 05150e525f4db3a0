import { assert } from '../../../../runtime/src/core/assert.ts';
import type { Charge } from '../../../../runtime/src/core/billing/charge.ts';
import {
  type UsageChargesInput,
  usageCharges,
} from '../../../../runtime/src/core/billing/usage/usage-charges.ts';
import type { UsageTotal } from '../../../../runtime/src/core/billing/usage/usage-record.ts';
import type { UsageItem } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import { currencyOf } from '../../money/currency-of.ts';
import { ratioOf } from '../pricing/price-of.ts';

/** API calls at 8 each. */
export const item: UsageItem = {
  kind: 'usage',
  key: 'calls',
  sku: 'API-CALLS',
  meter: 'api_calls',
  aggregation: 'sum',
  pricing: { model: 'standard', unitPrice: '8' },
};

/** A whole month. */
export const february = { from: '2026-02-01', to: '2026-02-28', share: null };

/** The month after it. */
export const march = { from: '2026-03-01', to: '2026-03-31', share: null };

/** A total of units. */
export const used = (units: string, events = 1): UsageTotal => ({
  units: ratioOf(units),
  events,
  withoutKey: 0,
});

/** Input in EUR for February, as it stands in April. */
export const inputOf = (other: Partial<UsageChargesInput>): UsageChargesInput => ({
  item,
  periods: [february],
  usageByPeriod: new Map([[february.from, used('1')]]),
  asOf: '2026-04-15',
  currency: currencyOf('EUR'),
  rounding: 'half_up',
  listPriceOn: () => null,
  ...other,
});

/** The charges of that input, with anything of it said otherwise. */
export function chargesOf(other: Partial<UsageChargesInput>): Charge[] {
  const charges = usageCharges(inputOf(other));
  assert(charges.ok, 'the test can be priced');
  return charges.value;
}

/** What a charge comes to. */
export const fullOf = (charge: Charge | undefined) => {
  assert(charge !== undefined, 'the test has the charge');
  return charge.fullMinor;
};
