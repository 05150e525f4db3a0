import Big from 'big.js';
import { type CurrencyCode, currencyDigits } from './currency.ts';

/** Minor units as a decimal in major units, exact: 1790n in USD is 17.9. */
export const minorToDecimal = (amountMinor: bigint, currency: CurrencyCode): Big =>
  new Big(amountMinor.toString()).times(new Big(`1e-${currencyDigits(currency)}`));
