import type { Locale, TaxCategory } from '../invoice/document.ts';
import type { RoundingMode } from '../money/rounding.ts';

/** A tax class with its category and rate, as an entity's form begins with it. */
export type DefaultTaxRule = {
  taxClass: 'standard' | 'reduced' | 'exempt';
  category: TaxCategory;
  ratePercent: string;
  validFrom: string;
};

/** What a legal entity of a country usually has; everything can be changed before it is saved. */
export type CountryDefaults = {
  currency: string;
  timeZone: string;
  locale: Locale;
  rounding: RoundingMode;
  terms: string;
  numberPattern: string;
  taxRules: readonly DefaultTaxRule[];
};

/** The first day that rates count from where a country gives no other. A guess: before any invoice of the hub. */
const LONG_AGO = '2020-01-01';

const JAPAN: CountryDefaults = {
  currency: 'JPY',
  timeZone: 'Asia/Tokyo',
  locale: 'ja',
  // 消費税法施行令70条の10 leaves the mode open; rounding down is what nearly everybody does.
  rounding: 'down',
  terms: 'eom+1:day31',
  numberPattern: 'JP-{year}-{seq:4}',
  // Rates of 消費税法29条 and of its reduced rate, in force since 2019-10-01.
  taxRules: [
    { taxClass: 'standard', category: 'S', ratePercent: '10', validFrom: '2019-10-01' },
    { taxClass: 'reduced', category: 'AA', ratePercent: '8', validFrom: '2019-10-01' },
    { taxClass: 'exempt', category: 'E', ratePercent: '0', validFrom: '2019-10-01' },
  ],
};

const UNITED_STATES: CountryDefaults = {
  currency: 'USD',
  timeZone: 'America/New_York',
  locale: 'en',
  rounding: 'half_up',
  terms: 'net:30',
  numberPattern: 'INV-{year}-{seq:4}',
  // Sales tax is not the hub's business: services go out without it, and where it is owed the rate is entered.
  taxRules: [
    { taxClass: 'standard', category: 'E', ratePercent: '0', validFrom: LONG_AGO },
    { taxClass: 'exempt', category: 'E', ratePercent: '0', validFrom: LONG_AGO },
  ],
};

const ELSEWHERE: CountryDefaults = {
  ...UNITED_STATES,
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  taxRules: [
    // Left blank, so that nobody issues with a rate that nobody looked at.
    { taxClass: 'standard', category: 'S', ratePercent: '', validFrom: LONG_AGO },
    { taxClass: 'exempt', category: 'E', ratePercent: '0', validFrom: LONG_AGO },
  ],
};

/** What to begin with in a country, by its ISO 3166-1 code. */
export function countryDefaults(country: string): CountryDefaults {
  if (country === 'JP') return JAPAN;
  return country === 'US' ? UNITED_STATES : ELSEWHERE;
}
