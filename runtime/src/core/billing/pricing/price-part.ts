import type { Big } from 'big.js';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { addRatios, multiplyRatios, type Ratio } from '../../money/ratio.ts';

/** One step of a price, as it is explained: `units × unitPrice + flatFee = amount`, exact and in major units. */
export type PricePart = {
  /** The units before the first one of the step: a tier from 11 to 20 has 10 here and 20 in `to`. */
  from: Big;
  /** The last unit of the step; null where it has no end. */
  to: Big | null;
  /** What the unit price is multiplied by: units, or packages. */
  units: Ratio;
  unitPrice: Big;
  flatFee: Big;
  amount: Ratio;
};

/** A step with its amount; nothing is rounded. */
export function pricePart(part: Omit<PricePart, 'amount'>): PricePart {
  const amount = multiplyRatios(part.units, decimalToRatio(part.unitPrice));
  return { ...part, amount: addRatios(amount, decimalToRatio(part.flatFee)) };
}
