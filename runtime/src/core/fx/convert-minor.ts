import { type CurrencyCode, currencyDigits } from '../money/currency.ts';
import { roundRatio } from '../money/round-ratio.ts';
import type { RoundingMode } from '../money/rounding.ts';
import { powerOfTen, textToRatio } from '../money/text-to-ratio.ts';

/** An amount in minor units of another currency, rounded once; `rate` is units of `to` for one of `from`, as text. */
export function convertMinor(
  amountMinor: bigint,
  {
    from,
    to,
    rate,
    rounding,
  }: { from: CurrencyCode; to: CurrencyCode; rate: string; rounding: RoundingMode },
): bigint {
  const { numerator, denominator } = textToRatio(rate);
  return roundRatio(
    amountMinor * numerator * powerOfTen(currencyDigits(to)),
    denominator * powerOfTen(currencyDigits(from)),
    rounding,
  );
}
