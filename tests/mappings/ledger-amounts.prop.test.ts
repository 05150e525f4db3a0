import fc from 'fast-check';
import { amountOf, jsonNumber, type Said, stripeUnits, toText, type Way } from './support/said-amounts.ts';
import { testAmounts } from './support/test-amounts.ts';

const xeroInvoice = { Type: 'ACCREC', Status: 'AUTHORISED', Date: '/Date(1543449600000+0000)/', Total: 1 };
/** Numbers of JSON with two decimals, or four as Xero gives on request. */
const xeroNumbers: fc.Arbitrary<Said> = fc
  .tuple(fc.constantFrom(2, 4).chain(amountOf), fc.constantFrom(String, jsonNumber))
  .map(([amount, spell]) => ({ value: spell(toText(amount)), currency: 'EUR', means: toText(amount) }));
const yen: fc.Arbitrary<Said> = amountOf(0).map((amount) => ({
  value: jsonNumber(toText(amount)),
  currency: 'JPY',
  means: toText(amount),
}));
const freeeDetail = { account_item_id: 1, tax_code: 2, vat: 0, entry_side: 'credit' };
const freeeDeal = { type: 'income', status: 'unsettled', issue_date: '2026-11-30' };

testAmounts([
  ...[['total'], ['net'], ['due'], ['lines', 0, 'net'], ['lines', 0, 'unitPrice']].map(
    (at): Way => ({
      folder: 'stripe-invoice',
      said: stripeUnits(jsonNumber),
      record: (amount, currency) => ({
        status: 'open',
        created: 1_795_018_200,
        currency,
        total: amount,
        total_excluding_tax: amount,
        amount_remaining: amount,
        lines: { data: [{ amount, pricing: { unit_amount_decimal: String(amount) } }] },
      }),
      at,
      isMirror: true,
    }),
  ),
  {
    folder: 'xero-invoice',
    said: xeroNumbers,
    record: (amount, currency) => ({ ...xeroInvoice, CurrencyCode: currency, Total: amount }),
    at: ['total'],
    isMirror: true,
  },
  ...['Exclusive', 'Inclusive', 'NoTax'].map(
    (LineAmountTypes): Way => ({
      folder: 'xero-invoice',
      said: xeroNumbers,
      record: (amount, currency) => ({
        ...xeroInvoice,
        CurrencyCode: currency,
        LineAmountTypes,
        LineItems: [{ LineAmount: amount, TaxAmount: 0 }],
      }),
      at: ['lines', 0, 'net'],
      isMirror: true,
    }),
  ),
  {
    folder: 'freee-invoice',
    said: yen,
    record: (amount) => ({
      payment_status: 'unsettled',
      billing_date: '2026-11-30',
      amount_including_tax: amount,
    }),
    at: ['total'],
    isMirror: true,
  },
  ...[['total'], ['net'], ['paid'], ['lines', 0, 'net']].map(
    (at): Way => ({
      folder: 'freee-deal',
      said: yen,
      record: (amount) => ({
        ...freeeDeal,
        amount,
        details: [{ ...freeeDetail, amount }],
        payments: [{ amount }],
      }),
      at,
      isMirror: true,
    }),
  ),
]);
