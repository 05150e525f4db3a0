import type { Big } from 'big.js';
import { assert } from '../assert.ts';
import { type CurrencyCode, currencyDigits } from '../money/currency.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import { roundRatio } from '../money/round-ratio.ts';
import type { RoundingMode } from '../money/rounding.ts';

/** What a line's net is made of (EN 16931 BG-25 to BG-29), with the place of rounding still to come. */
export type LineInput = {
  quantity: Big;
  unitPrice: Big;
  /** BT-149, 1 when absent. */
  baseQuantity?: Big;
  /** Of the rounded gross (R040). A line has a percentage or an amount. */
  discountPercent?: Big;
  discountAmountMinor?: bigint;
};

/** Gross, discount and net in minor units; `net = gross - discount`. */
export type LineAmounts = { grossMinor: bigint; discountMinor: bigint; netMinor: bigint };

/**
 * The amounts of one line by PEPPOL-EN16931-R120. Gross and percentage discount are rounded once each; both a
 * percentage and an amount, or a base quantity that is not positive, are an assertion.
 */
export function lineAmounts(line: LineInput, currency: CurrencyCode, mode: RoundingMode): LineAmounts {
  const quantity = decimalToRatio(line.quantity);
  const price = decimalToRatio(line.unitPrice);
  const base = line.baseQuantity === undefined ? ONE : decimalToRatio(line.baseQuantity);
  const grossMinor = roundRatio(
    quantity.numerator * price.numerator * base.denominator * 10n ** BigInt(currencyDigits(currency)),
    quantity.denominator * price.denominator * base.numerator,
    mode,
  );
  const discountMinor = discountOf(line, grossMinor, mode);
  return { grossMinor, discountMinor, netMinor: grossMinor - discountMinor };
}

const ONE = { numerator: 1n, denominator: 1n };

function discountOf(line: LineInput, grossMinor: bigint, mode: RoundingMode): bigint {
  if (line.discountPercent === undefined) return line.discountAmountMinor ?? 0n;
  assert(line.discountAmountMinor === undefined, 'a line has a discount in percent or in money, not both');
  return percentOf(grossMinor, line.discountPercent, mode);
}

/** A percentage of minor units, rounded once: 10 % of 105n is 11n half up. */
export function percentOf(amountMinor: bigint, percent: Big, mode: RoundingMode): bigint {
  const { numerator, denominator } = decimalToRatio(percent);
  return roundRatio(amountMinor * numerator, denominator * 100n, mode);
}
