import { currencyDigits } from './currency.ts';
import { minorToText } from './minor-to-text.ts';
import type { Money } from './money.ts';

/** Major units with exactly the currency's decimals, as every boundary carries them: `17900.00`, `17900`. */
export const moneyToText = ({ amountMinor, currency }: Money): string =>
  minorToText(amountMinor, currencyDigits(currency));
