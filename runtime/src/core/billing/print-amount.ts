import Big from 'big.js';
import type { CurrencyCode } from '../money/currency.ts';
import { minorToDecimal } from '../money/minor-to-decimal.ts';
import { roundToMinor } from '../money/round-to-minor.ts';
import type { RoundingMode } from '../money/rounding.ts';
import type { Charge } from './charge.ts';

/** One piece at an amount in minor units; a credit has its sign in the quantity, as prices are never negative (BR-27). */
export const onePiece = (
  amountMinor: bigint,
  currency: CurrencyCode,
): Pick<Charge, 'quantity' | 'unitPrice'> => ({
  quantity: new Big(amountMinor < 0n ? -1 : 1),
  unitPrice: minorToDecimal(amountMinor < 0n ? -amountMinor : amountMinor, currency),
});

/** Quantity and price where they come to the amount, else one piece at it (PEPPOL-EN16931-R120). */
export function printAmount(
  priced: { quantity: Big; unitPrice: Big; amountMinor: bigint },
  currency: CurrencyCode,
  rounding: RoundingMode,
): Pick<Charge, 'quantity' | 'unitPrice'> {
  const { quantity, unitPrice, amountMinor } = priced;
  return roundToMinor(quantity.times(unitPrice), currency, rounding) === amountMinor
    ? { quantity, unitPrice }
    : onePiece(amountMinor, currency);
}
