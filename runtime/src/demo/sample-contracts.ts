import { addMonths } from '../core/civil-date.ts';
import type { JsonObject } from '../core/json.ts';

/** A record as another system pushes it: its object and what it holds. */
export type SampleRecord = { object: 'customer' | 'contract' | 'billing_event'; record: JsonObject };

/** The demo's contracts, one of each form, by the title that they are found under, and how many invoices they have by now. */
export const CONTRACTS = [
  { title: 'Hudson Robotics: API access, monthly', what: 'a subscription, in advance', invoices: 1 },
  { title: 'Hudson Robotics: rollout', what: 'a project: deposit and one accepted milestone', invoices: 2 },
  { title: '旭電子 研修資材', what: 'an order, billed for what was shipped by the closing day', invoices: 1 },
  { title: 'Hudson Robotics: engineering', what: 'approved hours of a month', invoices: 1 },
] as const;

/**
 * Contracts and facts of the month that begins on `month`, a first day such as 2026-10-01, and a subscription from the month
 * after it. The records are the same for the
 * same month, so that pushing them again makes nothing twice.
 */
export function sampleContracts(month: string): SampleRecord[] {
  const nextMonth = addMonths(month, 1);
  const on = (day: number): string => `${month.slice(0, 8)}${String(day).padStart(2, '0')}`;
  const revision = (plan: JsonObject, terms: string): JsonObject => ({ effectiveOn: month, terms, plan });
  return [
    { object: 'customer', record: HUDSON },
    { object: 'customer', record: ASAHI },
    contract({
      id: 'subscription-1',
      title: CONTRACTS[0].title,
      customer_id: 'HUDSON',
      currency: 'USD',
      starts_on: nextMonth,
      revisions: [{ ...revision(SUBSCRIPTION, 'net:30'), effectiveOn: nextMonth }],
    }),
    contract({
      id: 'project-1',
      title: CONTRACTS[1].title,
      customer_id: 'HUDSON',
      currency: 'USD',
      starts_on: month,
      not_to_exceed: '24000.00',
      revisions: [revision(PROJECT, 'net:30')],
    }),
    contract({
      id: 'order-1',
      title: CONTRACTS[2].title,
      customer_id: 'ASAHI',
      currency: 'JPY',
      locale: 'ja',
      starts_on: month,
      purchase_order: 'PO-7731',
      revisions: [revision(ORDER, 'eom+1:day31')],
    }),
    contract({
      id: 'hours-1',
      title: CONTRACTS[3].title,
      customer_id: 'HUDSON',
      currency: 'USD',
      starts_on: month,
      revisions: [revision(HOURS, 'net:30')],
    }),
    fact('delivery-1', 'project-1', { kind: 'milestone_delivered', milestone_id: 'design', on: on(18) }),
    fact('acceptance-1', 'project-1', {
      kind: 'milestone_accepted',
      milestone_id: 'design',
      on: on(20),
      accepted_by: 'Dana Whitfield',
    }),
    fact('shipment-1', 'order-1', {
      kind: 'shipment',
      on: on(6),
      lines: [{ orderLineKey: '1', quantity: '12' }],
    }),
    fact('shipment-2', 'order-1', {
      kind: 'shipment',
      on: on(21),
      lines: [
        { orderLineKey: '1', quantity: '8' },
        { orderLineKey: '2', quantity: '1' },
      ],
    }),
    ...['7.5', '6', '8'].map((hours, index) =>
      fact(`hours-1-${index + 1}`, 'hours-1', {
        kind: 'time_entry',
        on: on(8 + index),
        person: 'Mei Tanaka',
        role: 'engineer',
        hours,
        approval: { by: 'Ken Ito', at: `${on(25)}T09:00:00Z` },
      }),
    ),
    // Not approved, and so on nobody's invoice.
    fact('hours-1-4', 'hours-1', {
      kind: 'time_entry',
      on: on(14),
      person: 'Mei Tanaka',
      role: 'engineer',
      hours: '4',
    }),
  ];
}

const contract = (record: JsonObject): SampleRecord => ({ object: 'contract', record });

const fact = (id: string, contractId: string, more: JsonObject): SampleRecord => ({
  object: 'billing_event',
  record: { id, contract_id: contractId, ...more },
});

const HUDSON: JsonObject = {
  id: 'HUDSON',
  name: 'Hudson Robotics',
  legal_name: 'Hudson Robotics Inc.',
  country: 'US',
  address_line1: '12 Water Street',
  city: 'New York',
  region: 'NY',
  postal_code: '10004',
  email: 'ap@hudson.example',
  locale: 'en',
};

const ASAHI: JsonObject = {
  id: 'ASAHI',
  name: '旭電子',
  legal_name: '旭電子株式会社',
  registration_number: 'T4011001098993',
  country: 'JP',
  address_line1: '本町2-4-7',
  city: '大阪市',
  region: '大阪府',
  postal_code: '541-0053',
  email: 'keiri@asahi.example',
  locale: 'ja',
};

const SUBSCRIPTION: JsonObject = {
  form: 'subscription',
  interval: { unit: 'month', count: 1 },
  proration: { basis: 'day', interval: 'half_open' },
  items: [{ kind: 'recurring', key: 'api', sku: 'API-P', quantity: '1', timing: 'in_advance' }],
};

const PROJECT: JsonObject = {
  form: 'milestones',
  total: '24000.00',
  deposit: { sku: 'ONBOARD', amount: '6000.00', deduction: 'pro_rata' },
  milestones: [
    { key: 'design', sku: 'ONBOARD', name: { en: 'Design', ja: '設計' }, amount: '10000.00' },
    { key: 'rollout', sku: 'ONBOARD', name: { en: 'Rollout', ja: '展開' }, amount: '14000.00' },
  ],
  finalSku: 'ONBOARD',
};

const ORDER: JsonObject = {
  form: 'order',
  billing: { when: 'closing_day', day: 31 },
  lines: [
    { key: '1', sku: 'TEA-BOX', quantity: '30' },
    { key: '2', sku: 'ONBOARD', quantity: '1' },
  ],
};

const HOURS: JsonObject = {
  form: 'time_and_materials',
  interval: { unit: 'month', count: 1 },
  rates: [{ role: 'engineer', sku: 'ONBOARD', hourlyRate: '160.00', from: '2026-01-01' }],
};
