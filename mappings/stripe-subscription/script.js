/** One of Stripe's smallest units in major units, where it is not a hundredth: docs.stripe.com/currencies. */
const UNITS = {
  bif: '1',
  clp: '1',
  djf: '1',
  gnf: '1',
  jpy: '1',
  kmf: '1',
  krw: '1',
  mga: '1',
  pyg: '1',
  rwf: '1',
  vnd: '1',
  vuv: '1',
  xaf: '1',
  xof: '1',
  xpf: '1',
  bhd: '0.001',
  jod: '0.001',
  kwd: '0.001',
  omr: '0.001',
  tnd: '0.001',
};

/**
 * What the rows cannot say about a subscription of Stripe: its last day, the day on which periods begin, and how each
 * item is priced. What a contract of the hub cannot hold is refused, so that nothing is billed otherwise than agreed.
 */
export default function map(source, draft, ctx) {
  const { addDays, mul } = ctx.helpers;
  const { items, interval, endsBefore, anchorOn, terms, ...contract } = draft;
  const refuseWhen = (isSo, reason) => {
    if (isSo) throw new Error(reason);
  };
  refuseWhen(['incomplete', 'incomplete_expired'].includes(source.status), 'it never began');
  refuseWhen(source.status === 'paused' || (source.pause_collection ?? null) !== null, 'it is paused');
  refuseWhen((source.discounts ?? []).length > 0 || (source.discount ?? null) !== null, 'it has a discount');
  refuseWhen(source.items.has_more, 'not all of its items are here');

  const toMajor = (amount) => mul(amount, UNITS[source.currency] ?? '0.01');
  const toTier = ({ up_to: upTo, unit_amount_decimal: unitAmount, flat_amount_decimal: flatAmount }) => ({
    upTo: upTo === null ? null : `${upTo}`,
    unitPrice: toMajor(unitAmount ?? '0'),
    ...((flatAmount ?? null) === null ? {} : { flatFee: toMajor(flatAmount) }),
  });
  const toPricing = (price) => {
    if (price.billing_scheme === 'tiered') {
      refuseWhen(price.tiers === undefined, `the tiers of ${price.id} are not expanded`);
      return { model: price.tiers_mode, tiers: price.tiers.map(toTier) };
    }
    const unitPrice = toMajor(price.unit_amount_decimal);
    const group = price.transform_quantity ?? null;
    if (group === null) return { model: 'standard', unitPrice };
    refuseWhen(group.round !== 'up', `${price.id} rounds its quantity down`);
    return { model: 'package', size: `${group.divide_by}`, packagePrice: unitPrice };
  };

  const toItem = ({ key, sku, quantity }, at) => {
    const { price, discounts = [] } = source.items.data[at];
    const { recurring } = price;
    const isAlike = recurring.interval === interval.unit && recurring.interval_count === interval.count;
    refuseWhen(!isAlike, `${price.id} has another interval than the first item`);
    refuseWhen(discounts.length > 0, `${key} has a discount`);
    const pricing = toPricing(price);
    if (recurring.usage_type === 'metered') {
      const aggregation = price.metadata.aggregation;
      refuseWhen(aggregation === undefined, `${price.id} has no aggregation in its metadata`);
      return { kind: 'usage', key, sku, meter: recurring.meter, aggregation, pricing };
    }
    refuseWhen(pricing.model !== 'standard', `${price.id} has seats in tiers or packages`);
    return { kind: 'recurring', key, sku, quantity, unitPrice: pricing.unitPrice, timing: 'in_advance' };
  };

  const { startsOn } = contract;
  const endsOn = endsBefore === undefined ? undefined : addDays(endsBefore, -1);
  refuseWhen(endsOn !== undefined && endsOn < startsOn, 'it ended before anything was billed');

  const isMonthly = interval.unit === 'month' && interval.count === 1;
  const isSameDayOfYear = interval.unit === 'year' && anchorOn.slice(5) === startsOn.slice(5);
  const isInStep = anchorOn === startsOn || isSameDayOfYear;
  refuseWhen(!isMonthly && !isInStep, 'its periods do not begin on the day on which it began');
  const isAnchored = isMonthly && anchorOn.slice(8) !== startsOn.slice(8);

  return {
    ...contract,
    ...(endsOn === undefined ? {} : { endsOn }),
    revisions: [
      {
        effectiveOn: startsOn,
        ...(terms === undefined ? {} : { terms }),
        plan: {
          form: 'subscription',
          interval,
          ...(isAnchored ? { anchorDay: new Date(`${anchorOn}T00:00:00Z`).getUTCDate() } : {}),
          // Stripe prorates to the second.
          proration: { basis: 'second', interval: 'half_open' },
          items: items.map(toItem),
        },
      },
    ],
  };
}
