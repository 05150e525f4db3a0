import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';

/** An amount counted in units of its last decimal: 1999 with a scale of 2 is 19.99. */
export type Amount = { units: bigint; scale: number };

/** Amounts of up to 15 digits, which a JSON number carries exactly. */
export const amountOf = (scale: number): fc.Arbitrary<Amount> =>
  fc.bigInt({ min: 1n, max: 999_999_999_999_999n }).map((units) => ({ units, scale }));

export function toText({ units, scale }: Amount): string {
  const digits = String(units).padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The one text of a decimal: plain, without zeros at its end. */
export const shortest = (text: string): string => text.replace(/(\.[0-9]*?)0+$/, '$1').replace(/\.$/, '');

/** A number as JSON carries it. */
export const jsonNumber = (text: string): JsonValue => JSON.parse(text);

/** What a vendor says of an amount, and the decimal that it means. */
export type Said = { value: JsonValue; currency: string; means: string };

/** Decimals of Stripe's amounts as its page on currencies lists them; two for every other currency. */
const STRIPE_SCALES: Readonly<Record<string, number>> = Object.fromEntries([
  ...'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ').map((code) => [code, 0]),
  ...'bhd jod kwd omr tnd'.split(' ').map((code) => [code, 3]),
  ...'usd eur gbp chf cny inr brl huf twd sek isk ugx'.split(' ').map((code) => [code, 2]),
]);

/** Whole smallest units, in hundreds where a currency has no decimals although Stripe counts two. */
export const stripeUnits = (spell: (units: string) => JsonValue): fc.Arbitrary<Said> =>
  fc
    .tuple(fc.constantFrom(...Object.entries(STRIPE_SCALES)), fc.bigInt({ min: 1n, max: 999_999_999_999n }))
    .map(([[currency, scale], count]) => {
      const units = ['isk', 'ugx'].includes(currency) ? count * 100n : count;
      return { value: spell(String(units)), currency, means: toText({ units, scale }) };
    });

/** How a mapping is told an amount. */
export type Way = {
  folder: string;
  said: fc.Arbitrary<Said>;
  /** The vendor's record around the amount. */
  record(value: JsonValue, currency: string): JsonObject;
  /** Where the amount stands in the canonical record. */
  at: (string | number)[];
  /** What a ledger holds below zero is shown so; elsewhere it is refused. */
  isMirror?: true;
};
