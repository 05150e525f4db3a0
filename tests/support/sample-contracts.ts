import type { JsonObject } from '../../runtime/src/core/json.ts';

/** A customer that is billed in US dollars. */
export const HUDSON: JsonObject = {
  id: 'c-1',
  name: 'Hudson Robotics',
  legal_name: 'Hudson Robotics Inc.',
  country: 'US',
  address_line1: '12 Water Street',
  city: 'New York',
  postal_code: '10004',
  email: 'ap@hudson.example',
  locale: 'en',
};

/** A customer that is billed in yen. */
export const HIBIKI: JsonObject = {
  id: 'c-2',
  name: '株式会社ひびき商事',
  country: 'JP',
  address_line1: '神田1-2-3',
  city: '東京都千代田区',
  email: 'keiri@hibiki.example',
  locale: 'ja',
};

type Wish = {
  id: string;
  startsOn: string;
  plan: JsonObject;
  terms?: string;
  more?: JsonObject;
};

/** A contract of one revision, in dollars for Hudson unless `more` says otherwise. */
export const contractOf = ({ id, startsOn, plan, terms = 'net:30', more = {} }: Wish): JsonObject => ({
  id,
  title: id,
  currency: 'USD',
  customer_id: 'c-1',
  starts_on: startsOn,
  revisions: [{ effectiveOn: startsOn, terms, plan }],
  ...more,
});

/** Access at the price of the product master (2,400.00 or ¥360,000), billed in advance each month. */
export const monthly = (quantity: string): JsonObject => ({
  form: 'subscription',
  interval: { unit: 'month', count: 1 },
  proration: { basis: 'day', interval: 'half_open' },
  items: [{ kind: 'recurring', key: 'api', sku: 'API-P', quantity, timing: 'in_advance' }],
});

/** A project of 10,000: a deposit, two milestones, and the rest at the end. */
export const PROJECT: JsonObject = {
  form: 'milestones',
  total: '10000.00',
  deposit: { sku: 'ONBOARD', amount: '2000.00', deduction: 'final' },
  milestones: [
    { key: 'design', sku: 'ONBOARD', name: { en: 'Design', ja: '設計' }, amount: '3000.00' },
    { key: 'build', sku: 'ONBOARD', name: { en: 'Build', ja: '開発' }, amount: '4000.00' },
  ],
  finalSku: 'ONBOARD',
};

/** An order that is billed by shipment. */
export const ORDER: JsonObject = {
  form: 'order',
  billing: { when: 'per_shipment' },
  lines: [
    { key: 'l1', sku: 'API-P', quantity: '4', unitPrice: '2400.00' },
    { key: 'l2', sku: 'ONBOARD', quantity: '1', unitPrice: '3500.00' },
  ],
};

/** Hours of two roles, billed each month. */
export const HOURS: JsonObject = {
  form: 'time_and_materials',
  interval: { unit: 'month', count: 1 },
  rates: [
    { role: 'engineer', sku: 'ONBOARD', hourlyRate: '150.00', from: '2026-01-01' },
    { role: 'designer', sku: 'ONBOARD', hourlyRate: '120.00', from: '2026-01-01' },
  ],
  expenses: { sku: 'ONBOARD' },
};
