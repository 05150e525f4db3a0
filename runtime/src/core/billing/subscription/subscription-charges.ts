import type { CanonicalContract } from '../../canonical/contract.ts';
import { addDays, compareDates } from '../../civil-date.ts';
import { AMOUNT_MINOR_MAX } from '../../money/amount-minor-max.ts';
import { type CurrencyCode, currencyDigits } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { decimalToText } from '../../money/decimal-to-text.ts';
import { multiplyRatios } from '../../money/ratio.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Charge } from '../charge.ts';
import type { ListPriceOn } from '../pricing/list-price.ts';
import { onePiece } from '../print-amount.ts';
import { contractSpans } from './contract-spans.ts';
import { type ItemPart, itemParts } from './item-parts.ts';
import { itemRuns } from './item-runs.ts';
import { type PartShares, partShares } from './part-shares.ts';

/** Everything that a subscription's recurring charges are made of. */
export type SubscriptionChargesInput = {
  contract: CanonicalContract;
  /** Only what may be invoiced by this day is charged. */
  asOf: string;
  currency: CurrencyCode;
  rounding: RoundingMode;
  listPriceOn: ListPriceOn;
};

/**
 * The charges of a subscription's recurring items by a day, earliest due first; usage items have `billingPeriods`. A
 * change in mid-period shortens the charge of each item that it changes (`unused`) and charges the new terms for the
 * rest; the old charge stays whole, so that it is the same charge whenever the change becomes known. Fails with a
 * sentence that is safe to show when revisions contradict each other or something cannot be priced.
 */
export function subscriptionCharges(input: SubscriptionChargesInput): Result<Charge[]> {
  const spans = contractSpans(input.contract);
  if (!spans.ok) return spans;
  const charges: Charge[] = [];
  for (const runs of itemRuns(spans.value).values()) {
    const recurring = runs.filter(({ item }) => item.kind === 'recurring');
    const parts = itemParts(recurring, input.asOf);
    if (!parts.ok) return parts;
    for (const part of parts.value) {
      const charge = partCharge(input, part);
      if (!charge.ok) return charge;
      if (charge.value !== null) charges.push(charge.value);
    }
  }
  return ok(charges.sort((one, other) => compareDates(one.invoiceOn, other.invoiceOn)));
}

/** Null while it is not due, or of an item that is not recurring. */
function partCharge(input: SubscriptionChargesInput, part: ItemPart): Result<Charge | null> {
  const { item, from, to } = part;
  if (item.kind !== 'recurring') return ok(null);
  const invoiceOn = item.timing === 'in_advance' ? from : dayAfterPart(part, input.contract.endsOn);
  if (compareDates(invoiceOn, input.asOf) > 0) return ok(null);
  const quantity = decimalOf(item.quantity);
  const price =
    item.unitPrice === undefined
      ? input.listPriceOn(item.sku, from, decimalToRatio(quantity))
      : decimalOf(item.unitPrice);
  if (price === null) return fail(`"${item.sku}" has no price in the product master on ${from}.`);
  const shares = partShares(part);
  const fullMinor = amountOf(quantity.times(price), shares, input);
  if (fullMinor > AMOUNT_MINOR_MAX || fullMinor < -AMOUNT_MINOR_MAX) {
    return fail(`"${item.sku}" from ${from} to ${to} comes to more than 18 digits.`);
  }
  return ok({
    key: `sub:${item.key}:${from}`,
    kind: 'subscription_period',
    sku: item.sku,
    description: describePart(shares, quantity, price),
    // A part has no quantity and price whose product is its amount, so it is one piece at that (PEPPOL-EN16931-R120).
    ...(shares.share === null
      ? { quantity, unitPrice: price, units: quantity }
      : onePiece(fullMinor, input.currency)),
    fullMinor,
    unused: shares.unused,
    period: { from, to },
    invoiceOn,
    evidence: [],
  });
}

/** In arrears the parts of a period come together after it; the contract's end does not wait for the period's. */
function dayAfterPart({ to }: ItemPart, endsOn: string | undefined): string {
  const isEndedBefore = endsOn !== undefined && compareDates(endsOn, to) < 0;
  return addDays(isEndedBefore ? endsOn : to, 1);
}

/** The one place where a subscription's price is rounded: quantity by price by share. */
function amountOf(gross: Big, { share }: PartShares, terms: SubscriptionChargesInput): bigint {
  const whole = decimalToRatio(gross);
  const { numerator, denominator } = share === null ? whole : multiplyRatios(whole, share);
  return roundRatio(numerator * 10n ** BigInt(currencyDigits(terms.currency)), denominator, terms.rounding);
}

function describePart({ share, unused, usedDays, wholeDays }: PartShares, quantity: Big, price: Big) {
  if (share === null && unused === null) return null;
  const terms = `${decimalToText(quantity)} × ${decimalToText(price)}`;
  return {
    en: `${usedDays} of ${wholeDays} days of ${terms}`,
    ja: `${terms}の日割り（${wholeDays}日のうち${usedDays}日分）`,
  };
}
