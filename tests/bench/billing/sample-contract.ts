import { CanonicalContract } from '../../../runtime/src/core/canonical/contract.ts';

const plan = (seats: string) => ({
  form: 'subscription',
  interval: { unit: 'month', count: 1 },
  proration: { basis: 'day', interval: 'half_open' },
  items: [
    { kind: 'recurring', key: 'platform', sku: 'PLATFORM', quantity: '1', timing: 'in_advance' },
    {
      kind: 'recurring',
      key: 'seats',
      sku: 'SEAT',
      quantity: seats,
      unitPrice: '39.90',
      timing: 'in_advance',
    },
  ],
});

/** A subscription of two items that gives twelve invoices in 2026, the same for each number; more seats from July. */
export const sampleContract = (place: number, customerKey: string): CanonicalContract =>
  CanonicalContract.parse({
    title: `Subscription ${place}`,
    currency: 'USD',
    customerKey,
    contactKeys: [],
    startsOn: '2026-01-01',
    revisions: [
      { effectiveOn: '2026-01-01', plan: plan(String(1 + (place % 40))) },
      { effectiveOn: '2026-07-01', plan: plan(String(2 + (place % 40))) },
    ],
  });
