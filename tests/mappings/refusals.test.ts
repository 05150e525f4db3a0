import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from '../../runtime/src/core/json.ts';
import { folderRunner, MAPPINGS } from './support/run-folder.ts';

const run = folderRunner();

/** The first sample of a mapping, with some members replaced at any depth. */
const sampleWith = (folder: string, changes: JsonObject): JsonObject =>
  merge(JSON.parse(readFileSync(path.join(MAPPINGS, folder, 'sample.in.json'), 'utf8')), changes);

function merge(base: JsonObject, changes: JsonObject): JsonObject {
  const merged = Object.entries(changes).map(([key, change]): [string, JsonValue] => {
    const old = base[key];
    return [key, isJsonObject(old) && isJsonObject(change) ? merge(old, change) : change];
  });
  return { ...base, ...Object.fromEntries(merged) };
}

/** The item of the Stripe sample with its price changed. */
const subscriptionWith = (price: JsonObject, item: JsonObject = {}): JsonObject => {
  const recurring = { interval: 'month', interval_count: 1, usage_type: 'licensed', meter: null };
  const first = { id: 'price_1', billing_scheme: 'per_unit', product: 'prod_1', metadata: {}, recurring };
  const ofItem = (id: string, changes: JsonObject): JsonObject => ({
    id,
    quantity: 1,
    price: merge({ ...first, unit_amount_decimal: '100' }, changes),
  });
  return { items: { data: [ofItem('si_1', {}), { ...ofItem('si_2', price), ...item }], has_more: false } };
};

const metered = { recurring: { usage_type: 'metered', meter: 'mtr_1' } };

describe('what a mapping of the hub refuses instead of guessing', () => {
  test.each<[string, string, JsonObject, RegExp]>([
    [
      'a charge that was only authorised',
      'stripe-charge',
      { captured: false },
      /"false" is not in the table/,
    ],
    [
      'a charge for no invoice',
      'stripe-charge',
      { metadata: { invoice_number: '' } },
      /"invoiceNumber": is missing/,
    ],
    [
      'a charge with a part of the smallest unit',
      'stripe-charge',
      { amount_captured: 12.5 },
      /"amount": is no whole number/,
    ],
    ['a charge in no currency', 'stripe-charge', { currency: 'xx' }, /"currency": /],
    [
      'a payment intent that needs an action',
      'stripe-payment_intent',
      { status: 'requires_action' },
      /"requires_action" is not in the table/,
    ],
    [
      'a payment intent that nobody tried to pay',
      'stripe-payment_intent',
      { status: 'requires_payment_method', amount_received: 0, latest_charge: null },
      /nobody tried to pay it yet/,
    ],
    [
      'an invoice with a part of the smallest unit',
      'stripe-invoice',
      { total: 12.5 },
      /"total": is no whole number/,
    ],
    [
      'an invoice of prices with tax and prices without',
      'stripe-invoice',
      {
        lines: {
          data: [
            { amount: 110, taxes: [{ amount: 10, tax_behavior: 'inclusive' }] },
            { amount: 100, taxes: [{ amount: 10, tax_behavior: 'exclusive' }] },
          ],
        },
      },
      /some of its prices are with tax and some without/,
    ],
    [
      'an invoice with a discount that is no whole number',
      'stripe-invoice',
      { lines: { data: [{ amount: 100, discount_amounts: [{ amount: 0.5 }] }] } },
      /0.5 is no whole number/,
    ],
    [
      'an account whose status nobody knows',
      'xero-account',
      { Status: 'PENDING' },
      /"isActive": is neither true nor false/,
    ],
    [
      'a customer that was deleted',
      'stripe-customer',
      { name: null, business_name: null, email: null },
      /"name": is missing/,
    ],
    [
      'an address without its city',
      'stripe-customer',
      { address: { city: null } },
      /"address.city": is missing/,
    ],
    [
      'a registration number that is none',
      'stripe-customer',
      { tax_ids: { data: [{ type: 'jp_trn', value: 'T123' }] } },
      /is not T and 13 digits/,
    ],
    [
      'a subscription that never began',
      'stripe-subscription',
      { status: 'incomplete_expired' },
      /it never began/,
    ],
    [
      'a subscription that is paused',
      'stripe-subscription',
      { pause_collection: { behavior: 'void', resumes_at: null } },
      /it is paused/,
    ],
    ['a subscription with a discount', 'stripe-subscription', { discounts: ['di_1'] }, /it has a discount/],
    [
      'a subscription that ended on the day it began',
      'stripe-subscription',
      { status: 'canceled', ended_at: 1_793_754_000 },
      /it ended before anything was billed/,
    ],
    [
      'a subscription of more items than came',
      'stripe-subscription',
      { items: { has_more: true } },
      /not all of its items are here/,
    ],
    [
      'items of several intervals',
      'stripe-subscription',
      subscriptionWith({ recurring: { interval: 'year' } }),
      /another interval than the first item/,
    ],
    [
      'years that begin on another day',
      'stripe-subscription',
      {
        ...subscriptionWith({}),
        billing_cycle_anchor: 1_796_083_200,
        items: {
          data: [
            {
              id: 'si_1',
              quantity: 1,
              price: {
                id: 'price_1',
                product: 'prod_1',
                metadata: {},
                unit_amount_decimal: '100',
                recurring: { interval: 'year', interval_count: 1, usage_type: 'licensed' },
              },
            },
          ],
        },
      },
      /its periods do not begin on the day on which it began/,
    ],
    [
      'an item with a discount of its own',
      'stripe-subscription',
      subscriptionWith({}, { discounts: ['di_1'] }),
      /si_2 has a discount/,
    ],
    [
      'seats that are priced in tiers',
      'stripe-subscription',
      subscriptionWith({
        billing_scheme: 'tiered',
        tiers_mode: 'volume',
        tiers: [{ up_to: null, unit_amount_decimal: '1' }],
      }),
      /has seats in tiers or packages/,
    ],
    [
      'tiers that did not come along',
      'stripe-subscription',
      subscriptionWith({ ...metered, billing_scheme: 'tiered' }),
      /the tiers of price_1 are not expanded/,
    ],
    [
      'usage of which nobody says how it adds up',
      'stripe-subscription',
      subscriptionWith(metered),
      /price_1 has no aggregation in its metadata/,
    ],
    [
      'packages that leave out what does not fill one',
      'stripe-subscription',
      subscriptionWith({ ...metered, transform_quantity: { divide_by: 10, round: 'down' } }),
      /rounds its quantity down/,
    ],
    [
      "the payment of a supplier's bill",
      'xero-payment',
      { PaymentType: 'ACCPAYPAYMENT' },
      /"ACCPAYPAYMENT" is not in the table/,
    ],
    ['a date that is none', 'xero-payment', { Date: '18/11/2026' }, /is no date of the form/],
    [
      'an amount that a JSON number cannot carry',
      'xero-payment',
      JSON.parse('{"Amount":1234567890123.4567}'),
      /is a binary number that is not exact/,
    ],
    [
      'a country that is misspelt',
      'xero-contact',
      { Addresses: [{ AddressLine1: '1', City: 'B', Country: 'Untied States' }] },
      /is no country that we know/,
    ],
    [
      'a prefecture that Japan has not',
      'freee-partner',
      { address_attributes: { prefecture_code: 47 } },
      /"47" is not in the table/,
    ],
    ['a product with a price and no currency', 'csv-product', { currency: '' }, /"currency": is missing/],
    ['a price that is a word', 'csv-product', { list_price: 'on request' }, /is no amount/],
    ['a withdrawal', 'csv-bank_transaction', { credit: '', debit: '12.00' }, /"amount": is missing/],
    [
      'a deposit that names no invoice',
      'csv-bank_transaction',
      { description: 'WIRE 88120 NORTHWIND' },
      /it names no invoice/,
    ],
    [
      'a deposit that names two',
      'csv-bank_transaction',
      { description: 'INV-2026-0042, INV-2026-0043' },
      /it names several invoices/,
    ],
    ['a day that is none', 'csv-bank_transaction', { date: '2026/2/30' }, /is no time that exists/],
  ])('%s', async (_what, folder, changes, reason) => {
    const [outcome] = await run(folder, [sampleWith(folder, changes)]);
    expect(outcome).toMatchObject({ ok: false });
    expect(JSON.stringify(outcome).replaceAll('\\"', '"')).toMatch(reason);
  });
});
