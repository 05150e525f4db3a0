import type { Big } from 'big.js';
import { type CurrencyCode, currencyDigits } from './currency.ts';
import { decimalToRatio } from './decimal-to-ratio.ts';
import { roundRatio } from './round-ratio.ts';
import type { RoundingMode } from './rounding.ts';

/** A value in major units rounded to minor units of the currency. */
export function roundToMinor(value: Big, currency: CurrencyCode, mode: RoundingMode): bigint {
  const { numerator, denominator } = decimalToRatio(value);
  return roundRatio(numerator * 10n ** BigInt(currencyDigits(currency)), denominator, mode);
}
