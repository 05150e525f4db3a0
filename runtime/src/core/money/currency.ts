import { assert } from '../assert.ts';
import { fail, ok, type Result } from '../result.ts';
import { CURRENCIES, type CurrencyEntry } from './currencies.ts';

/** A code that is in `CURRENCIES`; only `parseCurrencyCode` makes one. */
export type CurrencyCode = string & { readonly isCurrencyCode: true };

/** The code of one currency, which its amounts carry in their type. */
export type CodeOf<Text extends string> = Text & CurrencyCode;

const BY_CODE: ReadonlyMap<string, CurrencyEntry> = new Map(CURRENCIES.map((entry) => [entry.code, entry]));

function isCurrencyCode<Text extends string>(text: Text): text is CodeOf<Text> {
  return BY_CODE.has(text);
}

/** Reads an ISO 4217 code in upper case. Withdrawn ones are read too, since old documents carry them. */
export function parseCurrencyCode<Text extends string>(text: Text): Result<CodeOf<Text>> {
  return isCurrencyCode(text) ? ok(text) : fail('is no ISO 4217 currency code');
}

/** The table's entry of a currency. */
export function currencyEntry(code: CurrencyCode): CurrencyEntry {
  const entry = BY_CODE.get(code);
  assert(entry !== undefined, 'a currency code is in the table');
  return entry;
}

/** Number of decimals of the currency's minor unit: 2 for USD, 0 for JPY, 3 for KWD. */
export function currencyDigits(code: CurrencyCode): number {
  return currencyEntry(code).digits;
}
