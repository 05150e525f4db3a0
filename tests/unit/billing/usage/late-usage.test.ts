import { expect, test } from 'vitest';
import { lateUsageFinding } from '../../../../runtime/src/core/billing/usage/late-usage.ts';
import { usageClosesAt } from '../../../../runtime/src/core/billing/usage/usage-closes-at.ts';
import { UsageItem } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import { decimal } from '../form-input.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-31' };

const item = (lateDays?: number): UsageItem =>
  UsageItem.parse({
    ...{ kind: 'usage', key: 'api/calls', sku: 'API', meter: 'calls', aggregation: 'sum' },
    ...{ pricing: { model: 'standard', unitPrice: '1' }, lateDays },
  });

test.each([
  ['the day after the period, without a day more', 0, 'Asia/Tokyo', '2026-03-31T15:00:00.000Z'],
  ['at the end of the last of its days', 5, 'Asia/Tokyo', '2026-04-05T15:00:00.000Z'],
  ['by the zone’s clock, which has gone forward since', 10, 'America/New_York', '2026-04-11T04:00:00.000Z'],
])('usage is taken until %s', (_until, lateDays, timeZone, closesAt) => {
  expect(usageClosesAt(item(lateDays), MARCH, timeZone)?.toISOString()).toBe(closesAt);
});

test('without an agreement usage is taken however late it comes', () => {
  expect(usageClosesAt(item(), MARCH, 'Asia/Tokyo')).toBeNull();
});

test('what came too late is an error finding that names item, days, number and sum in both languages', () => {
  const late = { item: item(5), period: { ...MARCH, share: null }, records: 2, quantity: decimal('12.50') };
  expect(lateUsageFinding(late)).toEqual({
    code: 'usage.too_late',
    level: 'error',
    pointer: '/usage/api~1calls/2026-03-01',
    text: {
      en: 'Usage of "calls" from 2026-03-01 to 2026-03-31 was taken until 2026-04-05. What came later is not billed: 2 records, 12.5 in all.',
      ja: '「calls」の2026-03-01〜2026-03-31の使用量は2026-04-05で締め切りました。以降に届いた2件（合計12.5）は請求されません。',
    },
  });
});

test.each([-1, 1.5, 3_661])('%s is no number of days', (lateDays) => {
  expect(() => item(lateDays)).toThrow();
});
