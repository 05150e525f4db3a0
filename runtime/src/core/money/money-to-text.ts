import { currencyDigits } from './currency.ts';
import type { Money } from './money.ts';

/** Major units with exactly the currency's decimals, as every boundary carries them: `17900.00`, `17900`. */
export function moneyToText({ amountMinor, currency }: Money): string {
  const digits = currencyDigits(currency);
  const sign = amountMinor < 0n ? '-' : '';
  const figures = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(digits + 1, '0');
  const point = figures.length - digits;
  return digits === 0 ? `${sign}${figures}` : `${sign}${figures.slice(0, point)}.${figures.slice(point)}`;
}
