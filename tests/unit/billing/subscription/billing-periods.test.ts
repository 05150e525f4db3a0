import { expect, test } from 'vitest';
import { billingPeriods } from '../../../../runtime/src/core/billing/subscription/billing-periods.ts';
import type { CanonicalContract } from '../../../../runtime/src/core/canonical/contract.ts';
import type { UsageItem } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import { contractOf, monthly, seat } from './subscription-contract.ts';

const calls = (item: Partial<UsageItem> = {}): UsageItem => ({
  kind: 'usage',
  key: 'calls',
  sku: 'CALLS',
  meter: 'calls',
  aggregation: 'sum',
  pricing: { model: 'standard', unitPrice: '2' },
  ...item,
});

function periodsOf(contract: CanonicalContract, asOf: string) {
  const periods = billingPeriods(contract, asOf);
  if (!periods.ok) throw new Error(periods.reason);
  return periods.value.map(({ item, period }) => [item.key, period.from, period.to, period.share]);
}

test('a period is listed from the day after its last, and recurring items have none', () => {
  const contract = contractOf({ '2026-01-31': monthly({ items: [seat(), calls()] }) });
  expect(periodsOf(contract, '2026-02-27')).toEqual([]);
  expect(periodsOf(contract, '2026-03-31')).toEqual([
    ['calls', '2026-01-31', '2026-02-27', null],
    ['calls', '2026-02-28', '2026-03-30', null],
  ]);
});

test('parts of a period have their share of it: before the anchor, around a change and at the end', () => {
  const contract = contractOf(
    {
      '2026-01-22': monthly({ anchorDay: 1, items: [calls()] }),
      '2026-02-15': monthly({ anchorDay: 1, items: [calls({ freeUnits: '10' })] }),
    },
    { endsOn: '2026-03-15' },
  );
  expect(periodsOf(contract, '2026-12-31')).toEqual([
    ['calls', '2026-01-22', '2026-01-31', { numerator: 10n, denominator: 31n }],
    ['calls', '2026-02-01', '2026-02-14', { numerator: 14n, denominator: 28n }],
    ['calls', '2026-02-15', '2026-02-28', { numerator: 14n, denominator: 28n }],
    ['calls', '2026-03-01', '2026-03-15', { numerator: 15n, denominator: 31n }],
  ]);
});

test('a part that the contract’s end cuts is listed on the day after it', () => {
  const contract = contractOf({ '2026-01-01': monthly({ items: [calls()] }) }, { endsOn: '2026-01-15' });
  expect(periodsOf(contract, '2026-01-15')).toEqual([]);
  expect(periodsOf(contract, '2026-01-16')).toHaveLength(1);
});
