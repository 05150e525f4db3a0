import Big from 'big.js';
import type { Pricing } from '../../canonical/contract-subscription.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { minorToDecimal } from '../../money/minor-to-decimal.ts';
import { compareRatios, ratioToDecimal } from '../../money/ratio.ts';
import type { PricedUnits } from '../pricing/price-units.ts';

/** Quantities and prices are stored and printed with so many decimals (numeric(28, 10)). */
export const QUANTITY_DECIMALS_MAX = 10;

/**
 * Quantity and unit price to print, so that they multiply to the amount (PEPPOL-EN16931-R120): units and price where one
 * price without a flat fee holds for all units and decimals can write their number; else one piece at the whole amount.
 */
export function printPrice(
  { parts, amountMinor }: PricedUnits,
  model: Pricing['model'],
  currency: CurrencyCode,
): { quantity: Big; unitPrice: Big } {
  const [part, ...others] = parts;
  const isPerUnit = model === 'standard' || model === 'graduated' || model === 'volume';
  if (part !== undefined && others.length === 0 && isPerUnit && part.flatFee.eq(0)) {
    const quantity = ratioToDecimal(part.units, QUANTITY_DECIMALS_MAX, 'down');
    const isExact = compareRatios(decimalToRatio(quantity), part.units) === 0;
    if (isExact) return { quantity, unitPrice: part.unitPrice };
  }
  return { quantity: new Big(1), unitPrice: minorToDecimal(amountMinor, currency) };
}
