import { assert } from '../assert.ts';
import type { CurrencyCode } from './currency.ts';

/** An amount in integer minor units of its currency: USD 179.00 is 17900n. */
export type Money = { readonly amountMinor: bigint; readonly currency: CurrencyCode };

/** An amount of a currency, from minor units. */
export const money = (amountMinor: bigint, currency: CurrencyCode): Money => ({ amountMinor, currency });

/** Throws an assertion when two amounts differ in currency: they are never converted on the way. */
export function assertSameCurrency(
  left: { currency: CurrencyCode },
  right: { currency: CurrencyCode },
): void {
  assert(left.currency === right.currency, `${left.currency} and ${right.currency} do not mix`);
}
