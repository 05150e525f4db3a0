import { describe, expect, test } from 'vitest';
import { CANONICAL_SCHEMAS, CanonicalKind } from '../../../runtime/src/core/canonical/schemas.ts';
import { PercentText, UnsignedDecimalText } from '../../../runtime/src/core/canonical/texts.ts';
import type { JsonObject } from '../../../runtime/src/core/json.ts';

const SMALLEST: Record<CanonicalKind, JsonObject> = {
  customer: { externalKey: '18', name: 'Northwind' },
  contact: { name: 'Dana Whitfield', email: 'ap@northwind.example', role: 'bill_to' },
  product: { sku: 'API-PREMIUM', name: 'API Access (Premium)' },
  deal: { title: 'Rollout', isWon: false, currency: 'USD', customerKey: '18', contactKeys: [], lines: [] },
  payment: {
    externalKey: 'b26f',
    invoiceNumber: 'INV-2026-0042',
    amount: '17900.00',
    currency: 'USD',
    receivedOn: '2026-11-18',
    state: 'settled',
  },
  contract: {
    title: 'Platform, monthly',
    currency: 'USD',
    customerKey: '18',
    startsOn: '2026-01-31',
    revisions: [
      {
        effectiveOn: '2026-01-31',
        plan: {
          form: 'order',
          billing: { when: 'on_order' },
          lines: [{ key: '1', sku: 'API-PREMIUM', quantity: '2' }],
        },
      },
    ],
  },
  ledger_entry: { type: 'invoice', status: 'open', date: '2026-11-18', currency: 'USD', total: '17900.00' },
  account: { code: '200', name: 'Sales', class: 'revenue', isActive: true },
  billing_event: { kind: 'milestone_delivered', contractKey: '7', milestoneKey: 'design', on: '2026-01-31' },
};
const CASES = CanonicalKind.options.flatMap((kind) =>
  Object.keys(SMALLEST[kind]).map((field): [CanonicalKind, string] => [kind, field]),
);

describe('canonical records', () => {
  test.each(CanonicalKind.options)('the smallest %s is taken as it is', (kind) => {
    expect(CANONICAL_SCHEMAS[kind].parse(SMALLEST[kind])).toMatchObject(SMALLEST[kind]);
  });

  test.each(CASES)('a %s without its %s is refused', (kind, field) => {
    const { [field]: _left, ...rest } = SMALLEST[kind];
    expect(CANONICAL_SCHEMAS[kind].safeParse(rest).success).toBe(false);
  });

  test.each(CanonicalKind.options)('a %s with a field that nobody knows is refused', (kind) => {
    expect(CANONICAL_SCHEMAS[kind].safeParse({ ...SMALLEST[kind], extra: 1 }).success).toBe(false);
  });

  test('an address with a field that nobody knows is refused', () => {
    const address = { line1: '1 Main St', city: 'Austin', country: 'US', planet: 'Earth' };
    expect(CANONICAL_SCHEMAS.customer.safeParse({ ...SMALLEST.customer, address }).success).toBe(false);
  });

  test.each([['0'], ['100'], ['100.00'], ['7.5'], ['0.001']])('%s is a percentage', (text) => {
    expect(PercentText.safeParse(text).success).toBe(true);
  });

  test.each([['100.01'], ['101'], ['-1'], ['1e1'], ['05'], ['.5'], ['']])('%j is no percentage', (text) => {
    expect(PercentText.safeParse(text).success).toBe(false);
  });

  test.each([['-0.01'], ['-0'], ['1,000'], ['1e3'], ['NaN'], ['']])('%j is no unsigned amount', (text) => {
    expect(UnsignedDecimalText.safeParse(text).success).toBe(false);
  });
});
