import Big from 'big.js';
import { assert } from '../../assert.ts';
import type { Pricing } from '../../canonical/contract-subscription.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { compareRatios, type Ratio, subtractRatios } from '../../money/ratio.ts';
import { type PricePart, pricePart } from './price-part.ts';

type Tiers = Extract<Pricing, { model: 'graduated' }>['tiers'];

/**
 * The steps of a graduated price: each unit costs what its own tier says, and each tier that is reached its flat fee
 * once. No units reach the first tier (oracle TI-01, Lago `graduated`).
 */
export function graduatedParts(tiers: Tiers, units: Ratio): PricePart[] {
  const parts: PricePart[] = [];
  for (const [index, { tier, from, to }] of spansOf(tiers).entries()) {
    if (index > 0 && compareRatios(units, decimalToRatio(from)) <= 0) break;
    const end = to === null || compareRatios(units, decimalToRatio(to)) <= 0 ? units : decimalToRatio(to);
    parts.push(stepOf(tier, from, to, subtractRatios(end, decimalToRatio(from))));
  }
  return parts;
}

/**
 * The one step of a volume price: all units cost what the tier of their number says, and its flat fee once. No units are
 * in the first tier (oracle TI-03, Lago `volume`).
 */
export function volumePart(tiers: Tiers, units: Ratio): PricePart {
  const span = spansOf(tiers).find(({ to }) => to === null || compareRatios(units, decimalToRatio(to)) <= 0);
  assert(span !== undefined, 'the last tier is open');
  return stepOf(span.tier, span.from, span.to, units);
}

type Span = { tier: Tiers[number]; from: Big; to: Big | null };

function spansOf(tiers: Tiers): Span[] {
  let from = new Big(0);
  return tiers.map((tier) => {
    const span = { tier, from, to: tier.upTo === null ? null : decimalOf(tier.upTo) };
    from = span.to ?? from;
    return span;
  });
}

const stepOf = (tier: Tiers[number], from: Big, to: Big | null, units: Ratio): PricePart =>
  pricePart({
    from,
    to,
    units,
    unitPrice: decimalOf(tier.unitPrice),
    flatFee: decimalOf(tier.flatFee ?? '0'),
  });
