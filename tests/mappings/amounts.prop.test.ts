import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assert } from '../../runtime/src/core/assert.ts';
import type { JsonObject, JsonValue } from '../../runtime/src/core/json.ts';
import { readPlace } from '../../runtime/src/core/mapping/read-place.ts';
import { folderRunner } from './support/run-folder.ts';

const run = folderRunner();

/** An amount counted in units of its last decimal: 1999 with a scale of 2 is 19.99. */
type Amount = { units: bigint; scale: number };

/** Amounts of up to 15 digits, which a JSON number carries exactly. */
const amountOf = (scale: number): fc.Arbitrary<Amount> =>
  fc.bigInt({ min: 1n, max: 999_999_999_999_999n }).map((units) => ({ units, scale }));

function toText({ units, scale }: Amount): string {
  const digits = String(units).padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The one text of a decimal: plain, without zeros at its end. */
const shortest = (text: string): string => text.replace(/(\.[0-9]*?)0+$/, '$1').replace(/\.$/, '');

const grouped = (text: string): string =>
  text.replace(/^[0-9]+/, (whole) => whole.replaceAll(/\B(?=(?:[0-9]{3})+$)/g, ','));
const fullWidth = (text: string): string =>
  text.replaceAll(/[0-9.,]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
const jsonNumber = (text: string): JsonValue => JSON.parse(text);

/** What a vendor says of an amount, and the decimal that it means. */
type Said = { value: JsonValue; currency: string; means: string };

/** What people and CRMs write, with as many decimals as the canonical records take. */
const written = (...spellings: ((text: string) => JsonValue)[]): fc.Arbitrary<Said> =>
  fc
    .tuple(fc.integer({ min: 0, max: 6 }).chain(amountOf), fc.constantFrom(...spellings))
    .map(([amount, spell]) => ({ value: spell(toText(amount)), currency: 'EUR', means: toText(amount) }));

/** Decimals of Stripe's amounts as its page on currencies lists them; two for every other currency. */
const STRIPE_SCALES: Readonly<Record<string, number>> = Object.fromEntries([
  ...'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ').map((code) => [code, 0]),
  ...'bhd jod kwd omr tnd'.split(' ').map((code) => [code, 3]),
  ...'usd eur gbp chf cny inr brl huf twd sek isk ugx'.split(' ').map((code) => [code, 2]),
]);

/** Whole smallest units, in hundreds where a currency has no decimals although Stripe counts two. */
const stripeUnits = (spell: (units: string) => JsonValue): fc.Arbitrary<Said> =>
  fc
    .tuple(fc.constantFrom(...Object.entries(STRIPE_SCALES)), fc.bigInt({ min: 1n, max: 999_999_999_999n }))
    .map(([[currency, scale], count]) => {
      const units = ['isk', 'ugx'].includes(currency) ? count * 100n : count;
      return { value: spell(String(units)), currency, means: toText({ units, scale }) };
    });

type Way = {
  folder: string;
  said: fc.Arbitrary<Said>;
  /** The vendor's record around the amount. */
  record(value: JsonValue, currency: string): JsonObject;
  /** Where the amount stands in the canonical record. */
  at: (string | number)[];
};

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

const FAMILIES: Readonly<Record<string, Way[]>> = {
  hubspot: [
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
  ],
  stripe: [
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
  ],
  xero: [
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
  ],
  csv: [
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
  ],
};

const ways = Object.entries(FAMILIES).flatMap(([family, members]) =>
  members.map((way): [string, string, Way] => [family, way.folder, way]),
);

describe.each(ways)('%s: %s', (_family, folder, { said, record, at }) => {
  test('an amount as the vendor writes it becomes the same exact decimal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 20 }), async (all) => {
        const outcomes = await run(
          folder,
          all.map(({ value, currency }) => record(value, currency)),
        );
        const found = outcomes.map((outcome) => {
          assert(outcome.ok, JSON.stringify(outcome));
          const text = readPlace(JSON.parse(JSON.stringify(outcome.record)), at);
          assert(typeof text === 'string' && /^(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(text), `${text} is plain`);
          return shortest(text);
        });
        expect(found).toEqual(all.map(({ means }) => shortest(means)));
      }),
      { numRuns: 20 },
    );
  });

  test('an amount below zero is refused and never turned round', async () => {
    await fc.assert(
      fc.asyncProperty(said, async ({ value, currency }) => {
        const negative = typeof value === 'number' ? -value : `-${value}`;
        expect(await run(folder, [record(negative, currency)])).toMatchObject([{ ok: false }]);
      }),
      { numRuns: 10 },
    );
  });
});
