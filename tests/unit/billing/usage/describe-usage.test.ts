import { expect, test } from 'vitest';
import type { UsageTotal } from '../../../../runtime/src/core/billing/usage/usage-record.ts';
import { chargesOf, item, used } from './usage-input.ts';

test('quantity and unit price multiply to the amount: units at one price, else one piece with its steps told', () => {
  const [one] = chargesOf({ usageByPeriod: new Map([['2026-02-01', used('13')]]) });
  expect([one?.quantity.toString(), one?.unitPrice.toString(), one?.description]).toEqual(['13', '8', null]);
  const tiers = [
    { upTo: '5', unitPrice: '2' },
    { upTo: null, unitPrice: '1', flatFee: '3' },
  ];
  const [graduated] = chargesOf({
    item: { ...item, pricing: { model: 'graduated', tiers } },
    usageByPeriod: new Map([['2026-02-01', used('13')]]),
  });
  expect([graduated?.quantity.toString(), graduated?.unitPrice.toString()]).toEqual(['1', '21']);
  expect(graduated?.description).toEqual({
    en: 'Used: 13 (5 × 2 + 8 × 1 + flat fee 3)',
    ja: '使用量 13：5 × 2 + 8 × 1 + 定額 3',
  });
});

test('a quantity that no decimals hold is billed exactly, as one piece', () => {
  const third: UsageTotal = { units: { numerator: 1n, denominator: 3n }, events: 1, withoutKey: 0 };
  const [charge] = chargesOf({
    item: { ...item, pricing: { model: 'standard', unitPrice: '3' } },
    usageByPeriod: new Map([['2026-02-01', third]]),
  });
  expect([charge?.quantity.toString(), charge?.unitPrice.toString(), charge?.fullMinor]).toEqual([
    '1',
    '1',
    100n,
  ]);
  expect(charge?.description?.en).toBe('Used: 0.3333333333 (0.3333333333 × 3)');
});

test.each([
  [
    { model: 'package', size: '10', packagePrice: '100' },
    'Used: 121, of which free: 10 (12 packages of 10 × 100)',
    '使用量 121（無料枠 10）：10 単位のパッケージ 12 個 × 100',
  ],
  [
    { model: 'percentage', ratePercent: '2.9', feePerEvent: '0.30' },
    'Used: 121, of which free: 10 (2.9% of 111 + 4 events × 0.3)',
    '使用量 121（無料枠 10）：111 の 2.9% + 4 件 × 0.3',
  ],
] as const)('a price by %j tells how it came about in both languages', (pricing, en, ja) => {
  const [charge] = chargesOf({
    item: { ...item, pricing, freeUnits: '10' },
    usageByPeriod: new Map([['2026-02-01', used('121', 4)]]),
  });
  expect(charge?.description).toEqual({ en, ja });
});

test('the steps of a very long table are left out, so that the line can be printed', () => {
  const tiers = Array.from({ length: 100 }, (_, index) => ({
    upTo: index === 99 ? null : String(index + 1),
    unitPrice: `1.${String(index + 1).padStart(10, '0')}`,
  }));
  const [charge] = chargesOf({
    item: { ...item, pricing: { model: 'graduated', tiers } },
    usageByPeriod: new Map([['2026-02-01', used('100')]]),
  });
  expect(charge?.description).toEqual({ en: 'Used: 100', ja: '使用量 100' });
});
