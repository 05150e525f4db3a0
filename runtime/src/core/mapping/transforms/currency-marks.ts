import { parseCurrencyCode } from '../../money/currency.ts';

/** What stands beside amounts, after NFKC, and every currency that it may mean. */
const MARKS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    $: 'USD AUD CAD NZD SGD HKD TWD MXN ARS CLP COP BBD BMD BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD',
    US$: 'USD',
    A$: 'AUD',
    AU$: 'AUD',
    C$: 'CAD',
    CA$: 'CAD',
    NZ$: 'NZD',
    S$: 'SGD',
    SG$: 'SGD',
    HK$: 'HKD',
    NT$: 'TWD',
    MX$: 'MXN',
    R$: 'BRL',
    '¥': 'JPY CNY',
    'JP¥': 'JPY',
    'CN¥': 'CNY',
    円: 'JPY',
    円也: 'JPY',
    元: 'CNY TWD',
    RMB: 'CNY',
    '€': 'EUR',
    '£': 'GBP EGP FKP GIP SHP LBP SDG SSP',
    '₩': 'KRW',
    원: 'KRW',
    '₹': 'INR',
    RS: 'INR PKR LKR NPR MUR',
    'RS.': 'INR PKR LKR NPR MUR',
    'FR.': 'CHF',
    KR: 'SEK NOK DKK ISK',
    'KR.': 'SEK NOK DKK ISK',
    ZŁ: 'PLN',
    KČ: 'CZK',
    FT: 'HUF',
    '฿': 'THB',
    '₫': 'VND',
    '₱': 'PHP',
    RP: 'IDR',
    RM: 'MYR',
    '₺': 'TRY',
    TL: 'TRY',
    '₪': 'ILS',
    '₦': 'NGN',
    '₴': 'UAH',
    R: 'ZAR',
  }).map(([mark, codes]) => [mark, codes.split(' ')]),
);

/** The currencies that a mark beside an amount may mean, an ISO code its own; empty when it means none. */
export function currenciesOfMark(mark: string): readonly string[] {
  const spelt = mark.toUpperCase();
  return MARKS.get(spelt) ?? (parseCurrencyCode(spelt).ok ? [spelt] : []);
}
