import { assert } from '../assert.ts';
import type { CurrencyCode } from './currency.ts';

/**
 * An amount in integer minor units of its currency: USD 179.00 is 17900n. Where the code is known when the program is
 * written, `Money<CodeOf<'USD'>>` does not mix with another currency's.
 */
export type Money<Code extends CurrencyCode = CurrencyCode> = {
  readonly amountMinor: bigint;
  readonly currency: Code;
};

/** An amount of a currency, from minor units. */
export const money = <Code extends CurrencyCode>(amountMinor: bigint, currency: Code): Money<Code> => ({
  amountMinor,
  currency,
});

/** Throws an assertion when two amounts differ in currency: they are never converted on the way. */
export function assertSameCurrency(
  left: { currency: CurrencyCode },
  right: { currency: CurrencyCode },
): void {
  assert(left.currency === right.currency, `${left.currency} and ${right.currency} do not mix`);
}
