import Big from 'big.js';
import { assert } from '../../assert.ts';
import type { UsageItem } from '../../canonical/contract-subscription.ts';
import { addDays, compareDates } from '../../civil-date.ts';
import type { Period } from '../../invoice/document.ts';
import { AMOUNT_MINOR_MAX } from '../../money/amount-minor-max.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { compareRatios, type Ratio, ratioToDecimal } from '../../money/ratio.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Charge, Share } from '../charge.ts';
import { billableUnits, priceUnits } from '../pricing/price-units.ts';
import { commitmentCharge } from './commitment-charge.ts';
import { describeUsage } from './describe-usage.ts';
import { printPrice, QUANTITY_DECIMALS_MAX } from './print-price.ts';
import type { UsageTotal } from './usage-record.ts';

/** A billing period of a subscription. */
export type UsagePeriod = Period & {
  /** The share of a whole period that it is, for the minimum commitment; null when it is whole. */
  share: Share | null;
};

/** Everything that usage charges are made of. */
export type UsageChargesInput = {
  item: UsageItem;
  periods: readonly UsagePeriod[];
  /** Totals by the period's first day, one for each that has ended; a period without records has an empty one. */
  usageByPeriod: ReadonlyMap<string, UsageTotal>;
  /** Only what may be invoiced by this day is charged. */
  asOf: string;
  currency: CurrencyCode;
  rounding: RoundingMode;
  /** The master's price of one of so many units of the item's product on a day, null where it has none. */
  listPriceOn: (day: string, units: Ratio) => Big | null;
};

/**
 * The charges of one usage item, in arrears: for each period that has ended one for the usage and, where a minimum is
 * agreed, one for what is missing of it, also when they are zero. A record that comes late makes the whole of its
 * period's charge another; what was booked of it already is for the difference to know. Fails with a sentence that names
 * the period when one cannot be priced.
 */
export function usageCharges(input: UsageChargesInput): Result<Charge[]> {
  const charges: Charge[] = [];
  for (const period of input.periods) {
    if (compareDates(addDays(period.to, 1), input.asOf) > 0) continue;
    const usage = input.usageByPeriod.get(period.from);
    assert(usage !== undefined, 'a period that has ended has its usage');
    const charge = usageCharge(input, period, usage);
    if (!charge.ok) return fail(`"${input.item.sku}" from ${period.from} to ${period.to}: ${charge.reason}`);
    charges.push(charge.value);
    if (input.item.minimumCommitment !== undefined) {
      const committed = decimalOf(input.item.minimumCommitment);
      charges.push(commitmentCharge(input, period, { committed, usedMinor: charge.value.fullMinor }));
    }
  }
  return ok(charges);
}

/** NUMERIC columns hold quantities with 18 digits before the point. */
const QUANTITY_BOUND = new Big('1e18');

function usageCharge(input: UsageChargesInput, period: UsagePeriod, usage: UsageTotal): Result<Charge> {
  const { item, currency, rounding } = input;
  if (usage.withoutKey > 0) {
    return fail(
      `records of the meter "${item.meter}" without the key of what they count: ${usage.withoutKey}`,
    );
  }
  const freeUnits = item.freeUnits === undefined ? new Big(0) : decimalOf(item.freeUnits);
  const priced = priceUnits({
    pricing: item.pricing,
    units: usage.units,
    events: usage.events,
    freeUnits,
    listPrice: input.listPriceOn(period.from, billableUnits(usage.units, freeUnits)),
    currency,
    rounding,
  });
  if (!priced.ok) return priced;
  const { pricing } = item;
  const printed = printPrice(priced.value, pricing.model, currency);
  if (priced.value.amountMinor > AMOUNT_MINOR_MAX || printed.quantity.gte(QUANTITY_BOUND)) {
    return fail('it comes to more than 18 digits');
  }
  // Units at one price say all by themselves.
  const isPlain =
    pricing.model === 'standard' && compareRatios(decimalToRatio(printed.quantity), usage.units) === 0;
  return ok({
    key: `usage:${item.key}:${period.from}`,
    kind: 'usage',
    sku: item.sku,
    description: isPlain
      ? null
      : describeUsage(pricing, priced.value, { ...usage, freeUnits: item.freeUnits }),
    ...printed,
    ...unitsOf(usage.units),
    fullMinor: priced.value.amountMinor,
    unused: null,
    period: { from: period.from, to: period.to },
    invoiceOn: addDays(period.to, 1),
    evidence: [],
  });
}

/** All that was used, what was free with it; nothing where decimals cannot write it, or more was corrected than used. */
function unitsOf(used: Ratio): Pick<Charge, 'units'> {
  const units = ratioToDecimal(used, QUANTITY_DECIMALS_MAX, 'down');
  const isExact = compareRatios(decimalToRatio(units), used) === 0;
  return isExact && units.gte(0) && units.lt(QUANTITY_BOUND) ? { units } : {};
}
