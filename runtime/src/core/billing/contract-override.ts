import type { Big } from 'big.js';
import type { CanonicalContract } from '../canonical/contract.ts';
import { compareDates } from '../civil-date.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { decimalOf } from '../money/decimal-of.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import type { RoundingMode } from '../money/rounding.ts';
import { beyondAllowed } from './beyond-allowed.ts';
import type { DifferenceLine } from './difference/difference-line.ts';
import type { MasterProduct } from './draft-line.ts';
import { listUnitPrice } from './pricing/list-price.ts';

/** How a line departs from the product master; nulls where it does not. */
export type MasterOverride = { listPrice: Big | null; allowedDiscountPercent: Big | null };

const NO_OVERRIDE: MasterOverride = { listPrice: null, allowedDiscountPercent: null };

/**
 * How a contract's line departs from the master's price for its units, which of a shipment are those of the whole order
 * line. A part of a period, or a line that is one piece at a rounded amount, has a price of its own, which says nothing.
 */
export function contractOverride(
  contract: CanonicalContract,
  line: DifferenceLine,
  product: MasterProduct,
  terms: { currency: CurrencyCode; rounding: RoundingMode },
): MasterOverride {
  const list = product.prices.get(terms.currency);
  const units = pricedUnits(contract, line);
  if (list === undefined || units === null) return NO_OVERRIDE;
  const listPrice = listUnitPrice(list, decimalToRatio(units), terms);
  if (listPrice.eq(line.unitPrice)) return NO_OVERRIDE;
  const priced = { amounts: line, listUnitPrice: listPrice, currency: terms.currency };
  return { listPrice, allowedDiscountPercent: beyondAllowed(priced, product.maxDiscountPercent) };
}

/** The units whose price the line states, or null where it states none. */
function pricedUnits(contract: CanonicalContract, line: DifferenceLine): Big | null {
  if (line.books !== 'full') return null;
  if (line.kind === 'shipment_line') return orderedUnits(contract, line);
  const isWhole = line.kind === 'subscription_period' || line.kind === 'order_line';
  return isWhole && line.description === null ? line.quantity.abs() : null;
}

/** What was ordered of a shipped line that states a price of its own, and is printed at it. */
function orderedUnits({ revisions }: CanonicalContract, line: DifferenceLine): Big | null {
  const key = line.key.slice(`shipment:${line.evidence[0] ?? ''}:`.length);
  const inForce = revisions
    .filter(({ effectiveOn }) => compareDates(effectiveOn, line.invoiceOn) <= 0)
    .toSorted((one, other) => compareDates(one.effectiveOn, other.effectiveOn));
  for (const { plan } of inForce.toReversed()) {
    const ordered = plan.form === 'order' ? plan.lines.find((each) => each.key === key) : undefined;
    if (ordered === undefined) continue;
    const isPrinted = ordered.unitPrice !== undefined && decimalOf(ordered.unitPrice).eq(line.unitPrice);
    return isPrinted ? decimalOf(ordered.quantity) : null;
  }
  return null;
}
