import type Big from 'big.js';
import type { DocumentLine } from '../invoice/document.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import { parseDecimal } from '../money/parse-decimal.ts';
import { parseMoneyText } from '../money/parse-money-text.ts';
import { roundRatio } from '../money/round-ratio.ts';
import { roundToMinor } from '../money/round-to-minor.ts';
import { ok, type Result } from '../result.ts';

const PPM = 1_000_000n;

/** A line's discount: minor units, and parts per million of quantity × price, rounded up. */
export type LineDiscount = { discountMinor: bigint; discountPpm: bigint };

/**
 * How much of a line was let go. The stated percentage counts when it explains the amount to the minor unit,
 * so that rounding makes no 10 % into 10.01 %; otherwise the amount itself does.
 */
export function lineDiscount(line: DocumentLine, currency: CurrencyCode): Result<LineDiscount> {
  if (line.discount === undefined) return ok({ discountMinor: 0n, discountPpm: 0n });
  const quantity = parseDecimal(line.quantity);
  if (!quantity.ok) return quantity;
  const unitPrice = parseDecimal(line.unitPrice);
  if (!unitPrice.ok) return unitPrice;
  const amount = parseMoneyText(line.discount.amount, currency);
  if (!amount.ok) return amount;
  const percent = parseDecimal(line.discount.percent ?? '0');
  if (!percent.ok) return percent;

  const gross = quantity.value.times(unitPrice.value).abs();
  const { amountMinor } = amount.value;
  const stated = toPpm(percent.value.times('0.01'));
  return ok({
    discountMinor: amountMinor,
    discountPpm: isExplained(amountMinor, gross.times(percent.value).times('0.01'), currency)
      ? stated
      : ratioPpm(amountMinor, gross, currency),
  });
}

function isExplained(amountMinor: bigint, expected: Big, currency: CurrencyCode): boolean {
  return (
    amountMinor >= roundToMinor(expected, currency, 'down') &&
    amountMinor <= roundToMinor(expected, currency, 'up')
  );
}

function toPpm(ratio: Big): bigint {
  const { numerator, denominator } = decimalToRatio(ratio);
  return roundRatio(numerator * PPM, denominator, 'up');
}

function ratioPpm(amountMinor: bigint, gross: Big, currency: CurrencyCode): bigint {
  const grossMinor = roundToMinor(gross, currency, 'down');
  if (amountMinor === 0n) return 0n;
  return grossMinor === 0n ? PPM : roundRatio(amountMinor * PPM, grossMinor, 'up');
}
