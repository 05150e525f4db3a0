import { assert } from '../assert.ts';
import { fail, ok, type Result } from '../result.ts';
import { CURRENCIES, type CurrencyEntry } from './currencies.ts';

/** A code that is in `CURRENCIES`; only `parseCurrencyCode` makes one. */
export type CurrencyCode = string & { readonly isCurrencyCode: true };

const BY_CODE: ReadonlyMap<string, CurrencyEntry> = new Map(CURRENCIES.map((entry) => [entry.code, entry]));

function isCurrencyCode(text: string): text is CurrencyCode {
  return BY_CODE.has(text);
}

/** Reads an ISO 4217 code in upper case. Withdrawn ones are read too, since old documents carry them. */
export function parseCurrencyCode(text: string): Result<CurrencyCode> {
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
