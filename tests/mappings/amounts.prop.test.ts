import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../runtime/src/core/json.ts';
import { amountOf, jsonNumber, type Said, stripeUnits, toText } from './support/said-amounts.ts';
import { testAmounts } from './support/test-amounts.ts';

const grouped = (text: string): string =>
  text.replace(/^[0-9]+/, (whole) => whole.replaceAll(/\B(?=(?:[0-9]{3})+$)/g, ','));
const fullWidth = (text: string): string =>
  text.replaceAll(/[0-9.,]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

/** What people and CRMs write, with as many decimals as the canonical records take. */
const written = (...spellings: ((text: string) => JsonValue)[]): fc.Arbitrary<Said> =>
  fc
    .tuple(fc.integer({ min: 0, max: 6 }).chain(amountOf), fc.constantFrom(...spellings))
    .map(([amount, spell]) => ({ value: spell(toText(amount)), currency: 'EUR', means: toText(amount) }));

const stripePayment = { id: 'x', created: 1_795_018_200, metadata: { invoice_number: 'INV-1' } };
const stripePrice = (amount: JsonValue, currency: string): JsonObject => ({
  id: 'price_1',
  billing_scheme: 'per_unit',
  currency,
  lookup_key: 'A',
  metadata: {},
  product: 'prod_1',
  recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
  unit_amount_decimal: amount,
});
const csvPayment = { id: '1', invoice_number: 'INV-1', received_on: '2026-01-05', date: '2026-01-05' };
const hubspotLine = { hs_sku: 'A', name: 'A', quantity: '1' };
const amountWithMarks = written(
  String,
  grouped,
  fullWidth,
  (text) => `€${grouped(text)}`,
  (text) => `${fullWidth(grouped(text))} EUR`,
);

testAmounts([
  {
    folder: 'hubspot-product',
    said: written(String, grouped, fullWidth),
    record: (price) => ({ properties: { hs_sku: 'A', name: 'A', price } }),
    at: ['listPrice'],
  },
  {
    folder: 'hubspot-deal',
    said: written(String, grouped, fullWidth),
    record: (price) => ({
      properties: { dealname: 'A', deal_currency_code: 'EUR', dealstage: 'closedwon' },
      line_items: [{ id: '1', properties: { ...hubspotLine, price } }],
      companies: ['1'],
    }),
    at: ['lines', 0, 'unitPrice'],
  },
  {
    folder: 'stripe-charge',
    said: stripeUnits(jsonNumber),
    record: (amount, currency) => ({
      ...stripePayment,
      amount_captured: amount,
      currency,
      captured: true,
      status: 'succeeded',
    }),
    at: ['amount'],
  },
  {
    folder: 'stripe-payment_intent',
    said: stripeUnits(jsonNumber),
    record: (amount, currency) => ({
      ...stripePayment,
      amount_received: amount,
      currency,
      status: 'succeeded',
    }),
    at: ['amount'],
  },
  {
    folder: 'stripe-product',
    said: stripeUnits(String),
    record: (amount, currency) => ({
      id: 'A',
      name: 'A',
      metadata: {},
      default_price: { unit_amount_decimal: amount, currency },
    }),
    at: ['listPrice'],
  },
  { folder: 'stripe-price', said: stripeUnits(String), record: stripePrice, at: ['listPrice'] },
  {
    folder: 'stripe-subscription',
    said: stripeUnits(String),
    record: (amount, currency) => ({
      id: 'sub_1',
      customer: 'cus_1',
      currency,
      status: 'active',
      start_date: 1_793_750_400,
      billing_cycle_anchor: 1_793_750_400,
      items: { data: [{ id: 'si_1', quantity: 1, price: stripePrice(amount, currency) }] },
    }),
    at: ['revisions', 0, 'plan', 'items', 0, 'unitPrice'],
  },
  {
    folder: 'xero-item',
    said: fc.integer({ min: 0, max: 4 }).chain((scale) => {
      const spell = fc.constantFrom(String, jsonNumber);
      return fc.tuple(amountOf(scale), spell).map(([amount, write]) => {
        const text = toText(amount);
        return { value: write(text), currency: 'EUR', means: text };
      });
    }),
    record: (price) => ({ Code: 'A', Name: 'A', SalesDetails: { UnitPrice: price } }),
    at: ['listPrice'],
  },
  {
    folder: 'xero-payment',
    said: written(String, jsonNumber),
    record: (amount) => ({
      PaymentID: '1',
      Amount: amount,
      Date: '/Date(1543449600000+0000)/',
      Status: 'AUTHORISED',
      Invoice: { InvoiceNumber: 'INV-1', CurrencyCode: 'EUR' },
    }),
    at: ['amount'],
  },
  {
    folder: 'csv-product',
    said: amountWithMarks,
    record: (list_price, currency) => ({ id: 'A', name: 'A', list_price, currency }),
    at: ['listPrice'],
  },
  {
    folder: 'csv-payment',
    said: amountWithMarks,
    record: (amount, currency) => ({ ...csvPayment, amount, currency }),
    at: ['amount'],
  },
  {
    folder: 'csv-bank_transaction',
    said: amountWithMarks,
    record: (deposit, currency) => ({ ...csvPayment, deposit, currency }),
    at: ['amount'],
  },
  {
    folder: 'csv-deal',
    said: written(String, grouped, fullWidth),
    record: (unit_price, currency) => ({ id: '1', customer_id: '1', currency, sku: 'A', unit_price }),
    at: ['lines', 0, 'unitPrice'],
  },
]);
